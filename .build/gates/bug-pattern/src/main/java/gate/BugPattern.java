package gate;

/** Throws a result away. */
public record BugPattern(String value) {

    public void trim() {
        value.trim();
    }
}
