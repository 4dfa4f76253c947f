package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;

/** One vendor's API: its paths, its rules, and its formats. Thread-safe. */
public interface Protocol {

    /** What clients of this vendor put after host and port in their base URL; empty for nothing. */
    String basePath();

    /** Checks the request as the vendor does and says what is to be done. */
    Received receive(RecordedRequest request);

    /** The content as a whole answer. */
    Reply whole(ChatCall call, Content content);

    /** The content as a stream. */
    EventStream stream(ChatCall call, Content content, Streaming streaming);

    /** A refusal. */
    Reply failure(VendorError error);

    /** A refusal within the stream that has begun for this call; the stream ends with it. */
    byte[] failureEvent(ChatCall call, VendorError error);

    /** Bytes that only keep the stream of this call alive. */
    byte[] ping(ChatCall call);
}
