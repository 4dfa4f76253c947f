package dev.dragoman.testkit.wire;

/** What the server asks for an answer; called on the connection's own virtual thread, so it may block. */
@FunctionalInterface
public interface Handler {

    /** Decides the reply to a request that has been read completely. */
    Reply handle(RecordedRequest request);
}
