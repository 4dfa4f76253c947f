package dev.dragoman.gateway.login;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Logins;
import dev.dragoman.gateway.call.Person;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets people in by a name and a password. Thread-safe. */
final class PasswordLogin {

    private static final String METHOD = "username_password";
    private static final int LONGEST_NAME = 320;
    private static final int LONGEST_PASSWORD = 1_024;

    private final Logins logins;
    private final AdminCredentials admin;
    private final Sessions sessions;
    private final Origins origins;
    private final GuessLimiter limiter;
    private final BooleanSupplier forwarded;

    /**
     * A login.
     *
     * @param forwarded whether what a proxy in front tells of a client's address is believed
     */
    PasswordLogin(
            Logins logins,
            AdminCredentials admin,
            Sessions sessions,
            Origins origins,
            GuessLimiter limiter,
            BooleanSupplier forwarded) {
        this.logins = logins;
        this.admin = admin;
        this.sessions = sessions;
        this.origins = origins;
        this.limiter = limiter;
        this.forwarded = forwarded;
    }

    private record Given(String name, String password) {

        /** Never the password. */
        @Override
        public String toString() {
            return "Given[" + name + "]";
        }
    }

    /** Begins a session of whose name and password a request brings. */
    Sessions.Begun begin(Request request) {
        Exchange exchange = request.exchange();
        origins.notAnother(exchange);
        Given given = given(request);
        return sessions.begin(exchange, person(exchange, given), METHOD);
    }

    private Person person(Exchange exchange, Given given) {
        String address = address(exchange);
        limiter.begin(given.name(), address);
        try {
            Person person = admin.isMeant(given.name(), given.password(), exchange.remote())
                    ? logins.administrator(admin.id())
                    : logins.withPassword(given.name(), given.password());
            limiter.forgive(given.name(), address);
            return person;
        } catch (AuthenticationException wrong) {
            throw wrong;
        } catch (LlmException away) {
            limiter.forgive(given.name(), address);
            throw away;
        }
    }

    /** What the nearest proxy says; what clients wrote before it is not believed. */
    private String address(Exchange exchange) {
        String list = forwarded.getAsBoolean() ? exchange.headers().first("x-forwarded-for") : null;
        return list == null || list.isBlank()
                ? exchange.remote().getAddress().getHostAddress()
                : list.substring(list.lastIndexOf(',') + 1).strip();
    }

    private static Given given(Request request) {
        String type = request.exchange().headers().first("content-type");
        boolean json = type != null && type.contains("json");
        JsonObject body = json ? parsed(request.exchange().body()) : JsonObject.EMPTY;
        String name = json ? body.string("username") : request.form("username");
        String password = json ? body.string("password") : request.form("password");
        return new Given(required("username", name, LONGEST_NAME), required("password", password, LONGEST_PASSWORD));
    }

    private static JsonObject parsed(byte[] body) {
        try {
            if (Json.parse(body) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException broken) {
            throw wrong("the request body is not valid JSON: " + broken.getMessage(), null);
        }
        throw wrong("the request body is no object (expected: username and password)", null);
    }

    private static String required(String name, @Nullable String value, int most) {
        if (value == null || value.isEmpty() || value.length() > most || value.indexOf('\0') >= 0) {
            throw wrong(name + ": missing or too long (expected: a text of 1 to " + most + " letters)", name);
        }
        return value;
    }

    private static BadRequestException wrong(String message, @Nullable String param) {
        return new BadRequestException(ErrorDetail.of(message)
                .withType("bad_request_error")
                .withParam(param)
                .withCode("400"));
    }
}
