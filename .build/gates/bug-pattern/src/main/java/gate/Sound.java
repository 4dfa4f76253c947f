package gate;

/** Nothing is wrong with it. */
public record Sound(String value) {}
