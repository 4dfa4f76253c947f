package dev.dragoman.gateway.call;

import java.math.BigDecimal;
import java.time.Instant;

/** The people who log in, and their sessions. A session is a key of the person's own, which ends with it. */
public interface Logins {

    /**
     * The person whose address and password these are.
     *
     * @throws dev.dragoman.error.AuthenticationException when they are nobody's
     */
    Person withPassword(String email, String password);

    /** The administrator under this id, who is made when there is none. */
    Person administrator(String id);

    /**
     * The person whom the company's login knows. They are made when they come for the first time.
     *
     * @throws dev.dragoman.error.LlmException when they must not log in
     */
    Person arrived(Arrival arrival);

    /**
     * Begins a session.
     *
     * @param end when it is over
     * @param budget US dollars that may be spent in it
     * @return its key
     */
    String begin(Person person, String method, Instant end, BigDecimal budget);

    /** Ends the session of a key, if there is one. */
    void end(String key);
}
