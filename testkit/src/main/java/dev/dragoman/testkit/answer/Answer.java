package dev.dragoman.testkit.answer;

import dev.dragoman.testkit.wire.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a fake vendor says to one request: the matter, and how it is brought over.
 *
 * <p>Made by the static methods, refined by the others, each of which returns a changed copy:
 * {@snippet :
 * Answer.text("Hello").usage(TokenUsage.of(12, 3)).streamed(Streaming.every(Duration.ofMillis(50)));
 * Answer.toolCall("weather", "{\"city\":\"Oslo\"}");
 * Answer.error(VendorError.rateLimited(Duration.ofSeconds(2)));
 * Answer.text("never seen").with(Fault.reset());
 * }
 *
 * @param matter what is said
 * @param streaming how it is streamed when the request asks for a stream
 * @param headers further response headers
 * @param faults what goes wrong, applied in order
 */
public record Answer(Matter matter, Streaming streaming, List<Header> headers, List<Fault> faults) {

    /** Copies the lists. */
    public Answer {
        headers = List.copyOf(headers);
        faults = List.copyOf(faults);
    }

    /** An answer of one text. */
    public static Answer text(String text) {
        return of(new Part.Text(text));
    }

    /** An answer of these parts, in order. */
    public static Answer of(Part... parts) {
        return of(Content.of(List.of(parts)));
    }

    /** A call of one function, with its arguments as JSON text. */
    public static Answer toolCall(String name, String arguments) {
        return of(new Part.ToolCall(null, name, arguments, null));
    }

    /** Reasoning, then a text. */
    public static Answer thinking(String thinking, String signature, String text) {
        return of(new Part.Thinking(thinking, signature), new Part.Text(text));
    }

    /** The model's refusal to answer. */
    public static Answer refusal(String words) {
        return of(Content.of(List.of(new Part.Refusal(words))).stop(Stop.REFUSAL));
    }

    /** An answer that the vendor's filter cut after these words. */
    public static Answer filtered(String text) {
        return of(Content.of(List.of(new Part.Text(text))).stop(Stop.CONTENT_FILTER));
    }

    /** A refusal of the request in the vendor's own words. */
    public static Answer error(VendorError error) {
        return of(new Matter.Failure(error));
    }

    /** A refusal of the request of this kind. */
    public static Answer error(ErrorKind kind) {
        return error(VendorError.of(kind));
    }

    /** Exactly these bytes, streamed or not. */
    public static Answer raw(int status, String contentType, byte[] body) {
        return of(new Matter.Raw(status, contentType, List.of(body)));
    }

    /** Exactly these pieces with status 200, each written by itself with the delays of {@link #streaming}. */
    public static Answer rawStream(String contentType, List<byte[]> pieces) {
        return of(new Matter.Raw(200, contentType, pieces));
    }

    /** The vendor's default answer, spoiled by a fault. */
    public static Answer fault(Fault fault) {
        return text("spoiled").with(fault);
    }

    /** An answer of this matter. */
    public static Answer of(Matter matter) {
        return new Answer(matter, Streaming.BURST, List.of(), List.of());
    }

    /** The same answer with these token counts. */
    public Answer usage(TokenUsage usage) {
        return new Answer(content().usage(usage), streaming, headers, faults);
    }

    /** The same answer with this reason to stop. */
    public Answer stop(Stop stop) {
        return new Answer(content().stop(stop), streaming, headers, faults);
    }

    /** The same answer, streamed in another way. */
    public Answer streamed(Streaming streaming) {
        return new Answer(matter, streaming, headers, faults);
    }

    /** The same answer with one more response header. */
    public Answer header(String name, String value) {
        List<Header> more = Stream.concat(headers.stream(), Stream.of(new Header(name, value)))
                .toList();
        return new Answer(matter, streaming, more, faults);
    }

    /** The same answer with one more fault. */
    public Answer with(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return new Answer(matter, streaming, headers, more);
    }

    private Content content() {
        if (matter instanceof Content content) {
            return content;
        }
        throw new IllegalStateException("answer: " + matter + " (expected: one with content)");
    }
}
