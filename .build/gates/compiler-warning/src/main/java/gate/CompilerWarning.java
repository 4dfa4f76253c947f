package gate;

import java.util.List;

/** Forgets a type. */
public record CompilerWarning(List values) {}
