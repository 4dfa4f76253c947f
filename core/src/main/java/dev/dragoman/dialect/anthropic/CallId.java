package dev.dragoman.dialect.anthropic;

import org.jspecify.annotations.Nullable;

/**
 * The id of a tool call, which may carry another vendor's signature of that call: a client that speaks this format has no
 * other place to keep it and send it back.
 *
 * @param id the id proper
 * @param signature the signature behind it; null for none
 */
record CallId(String id, @Nullable String signature) {

    private static final String MARK = "__thought__";

    /** The id as it stands on the wire, taken apart. */
    static CallId read(String wire) {
        int mark = wire.indexOf(MARK);
        return mark < 0
                ? new CallId(wire, null)
                : new CallId(wire.substring(0, mark), wire.substring(mark + MARK.length()));
    }

    /** The id as it stands on the wire. Another vendor's reader may have put the signature there already. */
    String write() {
        return signature == null || id.contains(MARK) ? id : id + MARK + signature;
    }
}
