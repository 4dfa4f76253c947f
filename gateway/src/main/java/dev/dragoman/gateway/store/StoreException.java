package dev.dragoman.gateway.store;

import java.sql.SQLException;
import java.util.Set;

/** The database refused a statement, or did not answer. Never leaves this room but for the conflict that a caller may expect. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Too big, against a constraint, of another type, out of range. */
    private static final Set<Integer> VALUES_OF_SQLITE = Set.of(18, 19, 20, 25);

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int CONSTRAINT = 19;

    private final String state;
    private final int sqlite;

    StoreException(SQLException cause) {
        super(cause.getMessage(), cause);
        String told = cause.getSQLState();
        this.state = told == null ? "" : told;
        // SQLite's driver tells its own codes, in the lowest byte.
        this.sqlite = cause.getClass().getName().startsWith("org.sqlite") ? cause.getErrorCode() & 0xFF : 0;
    }

    /** Whether a row with this key, or this unique value, is there already. */
    public boolean isConflict() {
        return state.equals("23505") || sqlite == CONSTRAINT;
    }

    /**
     * Whether it is the values that cannot be stored, so that the same ones will never be: too long, of the wrong kind, against a rule
     * of the table. Anything else may be well another time.
     */
    public boolean isOfValues() {
        return state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("54")
                || VALUES_OF_SQLITE.contains(sqlite);
    }

    /** Whether the same transaction may succeed when it is run again. */
    boolean isTransient() {
        return state.equals("40001")
                || state.equals("40P01")
                || state.equals("55P03")
                || sqlite == BUSY
                || sqlite == LOCKED;
    }

    /** Whether the connection is at fault, and not what was asked. */
    boolean isLost() {
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }
}
