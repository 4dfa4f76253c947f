package dev.dragoman.gateway.store;

import java.sql.SQLException;
import java.util.Set;

/** The database refused a statement, or did not answer. Never leaves this room but for the conflict that a caller may expect. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Too big, against a constraint, of another type, out of range. */
    private static final Set<Integer> VALUES_OF_SQLITE = Set.of(18, 19, 20, 25);

    private final String state;

    StoreException(SQLException cause) {
        super(cause.getMessage(), cause);
        String told = cause.getSQLState();
        this.state = told == null ? "" : told;
    }

    /** Whether a row with this key, or this unique value, is there already. */
    public boolean isConflict() {
        // SQLite's driver tells its own codes: 19 is a violated constraint, in the lowest byte.
        return state.equals("23505")
                || getCause() instanceof SQLException cause
                        && cause.getClass().getName().startsWith("org.sqlite")
                        && (cause.getErrorCode() & 0xFF) == 19;
    }

    /**
     * Whether it is the values that cannot be stored, so that the same ones will never be: too long, of the wrong kind, against a rule
     * of the table. Anything else may be well another time.
     */
    public boolean isOfValues() {
        return state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("54")
                || getCause() instanceof SQLException cause
                        && cause.getClass().getName().startsWith("org.sqlite")
                        && VALUES_OF_SQLITE.contains(cause.getErrorCode() & 0xFF);
    }

    /** Whether the same transaction may succeed when it is run again. */
    boolean isTransient() {
        return state.equals("40001")
                || state.equals("40P01")
                || state.equals("55P03")
                || getCause() instanceof SQLException cause
                        && cause.getClass().getName().startsWith("org.sqlite")
                        && ((cause.getErrorCode() & 0xFF) == 5 || (cause.getErrorCode() & 0xFF) == 6);
    }

    /** Whether the connection is at fault, and not what was asked. */
    boolean isLost() {
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }
}
