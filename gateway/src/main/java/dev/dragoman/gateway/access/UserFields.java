package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.json.JsonObject;

/** The members of an internal user. */
final class UserFields {

    private UserFields() {}

    /** What is told of a user: never a password. */
    static JsonObject told(StoredRecord user) {
        return user.told().without("password");
    }
}
