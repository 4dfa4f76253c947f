package dev.dragoman.gateway.access;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Arrival;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Logins;
import dev.dragoman.gateway.call.Person;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.store.StoreException;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;

/** The users as they log in. Thread-safe. */
public final class UserLogins implements Logins {

    private static final int TRIES = 3;
    private static final Caller DOOR = new Caller("", "login", true);
    /** What a password is held against where there is no user, so that the answer takes as long. */
    private static final String NOBODYS =
            "pbkdf2-sha512$210000$AAAAAAAAAAAAAAAAAAAAAA==$" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final Office office;
    private final Passwords passwords;

    public UserLogins(Office office, Passwords passwords) {
        this.office = office;
        this.passwords = passwords;
    }

    @Override
    public Person withPassword(String email, String password) {
        StoredRecord user = office.seeing(DOOR, desk -> People.find(desk, null, email));
        String kept = user == null ? null : user.document().string("password");
        boolean right = passwords.matches(password, kept == null ? NOBODYS : kept);
        if (user != null && kept == null) {
            throw refused(
                    "User has no password set. Set one by an invitation, or log in with your company's account.",
                    "password");
        }
        if (user == null || !right) {
            throw refused(
                    "Invalid credentials used to access UI. Check the username and the password.",
                    "invalid_credentials");
        }
        return person(user);
    }

    /** A user who may log in. */
    private static Person person(StoredRecord user) {
        JsonObject document = user.document();
        if (Boolean.TRUE.equals(document.bool("blocked"))) {
            throw refused("User is blocked. Ask an administrator.", "user_id");
        }
        return new Person(user.id(), document.string("user_email"), Role.of(document.string("user_role")));
    }

    @Override
    public Person administrator(String id) {
        String role = Role.PROXY_ADMIN.value();
        return person(done(desk -> {
            Desk own = desk.by(id);
            StoredRecord known = own.locked(Table.USER, id);
            JsonObject asAdmin = JsonObject.of("user_role", new JsonString(role));
            if (known == null) {
                return new Newcomers(office).add(own, id, asAdmin);
            }
            return role.equals(known.document().string("user_role"))
                    ? known
                    : own.change(Table.USER, known, known.document().merged(asAdmin));
        }));
    }

    @Override
    public Person arrived(Arrival arrival) {
        return person(done(desk -> new Arrivals(office).user(desk, arrival)));
    }

    @Override
    public String begin(Person person, String method, Instant end, BigDecimal budget) {
        NewKey key = NewKey.random();
        office.asking(DOOR, desk -> {
            UserSessions.begin(desk, person, key, method, end, budget);
            return true;
        });
        return key.text();
    }

    @Override
    public void end(String key) {
        office.asking(DOOR, desk -> {
            UserSessions.end(desk, key);
            return true;
        });
    }

    /** Somebody who logs in twice at once may be made by the other login first; then they are found. */
    private StoredRecord done(Function<Desk, StoredRecord> work) {
        for (int tried = 1; ; tried++) {
            try {
                return office.asking(DOOR, work);
            } catch (StoreException refused) {
                if (!refused.isConflict() || tried == TRIES) {
                    throw refused;
                }
            } catch (ConflictException made) {
                if (tried == TRIES) {
                    throw made;
                }
            }
        }
    }

    static AuthenticationException refused(String message, String param) {
        return new AuthenticationException(
                ErrorDetail.of(message).withType("auth_error").withParam(param).withCode("401"));
    }
}
