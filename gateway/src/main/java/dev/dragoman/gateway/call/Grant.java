package dev.dragoman.gateway.call;

import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What came with the key of a caller: whose it is, and what was agreed about it. The documents are those that the API tells, with
 * the limits of a shared budget filled in where they have none of their own. Immutable, and kept as long as nothing of it changes.
 */
public interface Grant {

    /** The role of the key's owner. */
    Role role();

    /** Who owns the key; null for nobody, such as a service. */
    @Nullable
    String userId();

    /** The owner's e-mail address; null when there is none. */
    @Nullable
    String userEmail();

    /** The team that the key belongs to; null for none. */
    @Nullable
    String teamId();

    /** The team's name; null when there is none. */
    @Nullable
    String teamAlias();

    /** The organization that the key belongs to, by itself or through its team; null for none. */
    @Nullable
    String organizationId();

    /** The organization's name; null when there is none. */
    @Nullable
    String organizationAlias();

    /** The key. */
    JsonObject key();

    /** Its owner; empty when there is none. */
    JsonObject user();

    /** Its team; empty when there is none. */
    JsonObject team();

    /** The owner's membership in the team; empty when there is none. */
    JsonObject member();

    /** Its organization; empty when there is none. */
    JsonObject organization();

    /** The free part of the key's document; empty when there is none. */
    default JsonObject keyMetadata() {
        JsonObject metadata = key().object("metadata");
        return metadata == null ? JsonObject.EMPTY : metadata;
    }

    /** The free part of the team's document; empty when there is none. */
    default JsonObject teamMetadata() {
        JsonObject metadata = team().object("metadata");
        return metadata == null ? JsonObject.EMPTY : metadata;
    }
}
