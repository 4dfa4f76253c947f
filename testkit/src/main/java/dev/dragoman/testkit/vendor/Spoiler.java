package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.wire.Ending;
import dev.dragoman.testkit.wire.Frame;
import dev.dragoman.testkit.wire.Framing;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Spoils a good reply as a fault demands. */
final class Spoiler {

    private static final int GARBAGE_BYTES = 512;
    private static final String PAGE = "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>"
            + "<body><h1>Bad gateway</h1><p>The server is having a bad day.</p></body></html>\n";

    private Spoiler() {}

    static Reply spoil(Reply reply, Fault fault, Protocol protocol) {
        return switch (fault) {
            case Fault.Status(int status) -> protocol.failure(VendorError.status(status));
            case Fault.Delay(Duration time) -> reply.delayedBy(time);
            case Fault.HangBeforeHeaders() -> silent(Ending.HANG);
            case Fault.HangMidBody(int bytes) -> cut(reply, bytes, Ending.HANG);
            case Fault.SilentAfter(int events) ->
                reply.withFrames(Frames.first(reply.frames(), events)).withEnding(Ending.HANG);
            case Fault.ResetBeforeHeaders() -> silent(Ending.RESET);
            case Fault.ResetMidBody(int bytes) -> cut(reply, bytes, Ending.RESET);
            case Fault.Truncate(int bytes) -> truncated(reply, bytes);
            case Fault.Drip(Duration pause) -> reply.withFrames(Frames.single(reply.frames(), pause));
            case Fault.GarbageInsteadOfHttp() -> silent(Ending.CLOSE).withFrames(List.of(Frame.of(garbage())));
            case Fault.GarbageBody() -> sized(reply, garbage(), 0);
            case Fault.Html(int status) -> Reply.text(status, "text/html; charset=utf-8", PAGE);
            case Fault.WrongContentType(String type) -> reply.withHeader("content-type", type);
            case Fault.GzipBomb(long size) -> bomb(reply, size);
            case Fault.Redirect(int status, String location) ->
                Reply.whole(status, List.of(new Header("location", location)), new byte[0]);
            case Fault.HalfEvent(int events) ->
                reply.withFraming(new Framing.Chunked()).withFrames(Frames.firstAndHalf(reply.frames(), events));
            case Fault.OversizedHeaders(int bytes) -> reply.withHeader("x-oversized", "a".repeat(bytes));
            case Fault.InvalidUtf8() -> reply.withFrames(Frames.withInvalidByte(reply.frames()));
            case Fault.ContentLengthLie(int difference) ->
                sized(reply, Frames.bytes(reply.frames()), difference).withEnding(Ending.CLOSE);
        };
    }

    private static Reply silent(Ending ending) {
        return new Reply(Duration.ZERO, null, List.of(), ending);
    }

    private static Reply cut(Reply reply, int bytes, Ending ending) {
        return reply.withFrames(Frames.firstBytes(reply.frames(), bytes)).withEnding(ending);
    }

    private static Reply truncated(Reply reply, int bytes) {
        Reply cut = cut(reply, bytes, Ending.CLOSE);
        if (cut.head() == null || !(cut.head().framing() instanceof Framing.Chunked)) {
            return cut;
        }
        return cut.withHeader("transfer-encoding", "chunked")
                .withFraming(new Framing.UntilClose())
                .withFrames(Frames.chunksWithoutEnd(Frames.firstBytes(reply.frames(), bytes)));
    }

    private static Reply sized(Reply reply, byte[] body, int difference) {
        return reply.withFraming(new Framing.Length(body.length + (long) difference))
                .withFrames(List.of(Frame.of(body)));
    }

    private static Reply bomb(Reply reply, long size) {
        return reply.withHeader("content-encoding", "gzip")
                .withFraming(new Framing.Chunked())
                .withFrames(GzipBomb.frames(size));
    }

    private static byte[] garbage() {
        byte[] garbage = new byte[GARBAGE_BYTES];
        new Random(42).nextBytes(garbage);
        return garbage;
    }
}
