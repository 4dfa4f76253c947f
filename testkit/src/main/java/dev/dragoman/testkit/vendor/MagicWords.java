package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Part;
import dev.dragoman.testkit.answer.Stop;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Answers chosen by a word: one that begins with {@code #} in the last user text, else the name of the model.
 *
 * <p>Without a word it says the last user text back, or makes up JSON when the request demands a schema. The words are
 * listed in the module's README.
 */
public final class MagicWords implements Script {

    private static final Pattern HASH_WORD = Pattern.compile("#([a-z0-9-]+)");
    private static final Pattern SLOW = Pattern.compile("slow-(\\d+)ms-x(\\d+)");
    private static final Pattern ERROR = Pattern.compile("error-(\\d{3})");
    private static final Pattern DELAY = Pattern.compile("delay-(\\d+)ms");
    private static final int TICK_LENGTH = 10;
    private static final String SIGNATURE = "c2lnbmVkIGJ5IHRoZSBmYWtl";
    private static final String LONG_TEXT =
            "The quick brown fox jumps over the lazy dog. ".repeat(4).strip();

    @Override
    public Answer answer(ChatCall call) {
        Matcher words = HASH_WORD.matcher(call.lastUserText());
        while (words.find()) {
            Optional<Answer> answer = named(words.group(1), call);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return named(call.model(), call).orElseGet(() -> plain(call));
    }

    private static Answer plain(ChatCall call) {
        return call.outputSchema()
                .map(schema -> Answer.text(Json.text(JsonSamples.of(schema))))
                .orElseGet(() -> Script.ECHO.answer(call));
    }

    private static Optional<Answer> named(String word, ChatCall call) {
        Matcher slow = SLOW.matcher(word);
        if (slow.matches()) {
            return Optional.of(slow(Duration.ofMillis(Long.parseLong(slow.group(1))), slow.group(2), call));
        }
        Matcher error = ERROR.matcher(word);
        if (error.matches()) {
            return Optional.of(Answer.error(
                    VendorError.status(Integer.parseInt(error.group(1))).retryAfter(Duration.ofSeconds(1))));
        }
        Matcher delay = DELAY.matcher(word);
        if (delay.matches()) {
            Duration time = Duration.ofMillis(Long.parseLong(delay.group(1)));
            return Optional.of(plain(call).with(Fault.delay(time)));
        }
        return kind(word, call)
                .or(() -> fault(word).map(fault -> Answer.text(LONG_TEXT).with(fault)));
    }

    private static Optional<Answer> kind(String word, ChatCall call) {
        return Optional.ofNullable(
                switch (word) {
                    case "echo" -> Script.ECHO.answer(call);
                    case "json" ->
                        Answer.text(Json.text(JsonSamples.of(call.outputSchema().orElseGet(Json::object))));
                    case "tool" -> tools(call, 1);
                    case "tools" -> tools(call, Integer.MAX_VALUE);
                    case "think" -> Answer.thinking("Let me think about it.", SIGNATURE, "I have thought about it.");
                    case "long" -> Answer.text(LONG_TEXT);
                    case "unicode" -> Answer.text("Grüße, 世界 👋🏽 — naïve café");
                    case "length" ->
                        Answer.text("This answer is cut in the mid").stop(Stop.LENGTH);
                    case "refuse" -> Answer.refusal("I cannot help with that.");
                    case "filter" -> Answer.filtered("This answer is cut by the fil");
                    case "fail-mid-stream" ->
                        Answer.text(LONG_TEXT).streamed(Streaming.BURST.failingAfter(3, VendorError.status(503)));
                    default -> null;
                });
    }

    private static Optional<Fault> fault(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "hang" -> Fault.hang();
                    case "hang-mid-body" -> new Fault.HangMidBody(100);
                    case "silent" -> new Fault.SilentAfter(2);
                    case "reset" -> Fault.reset();
                    case "reset-mid-body" -> new Fault.ResetMidBody(100);
                    case "truncate" -> new Fault.Truncate(100);
                    case "drip" -> Fault.drip(Duration.ofMillis(5));
                    case "not-http" -> new Fault.GarbageInsteadOfHttp();
                    case "garbage" -> new Fault.GarbageBody();
                    case "html" -> new Fault.Html(502);
                    case "wrong-type" -> new Fault.WrongContentType("text/plain");
                    case "gzip-bomb" -> new Fault.GzipBomb(1L << 30);
                    case "redirect" -> new Fault.Redirect(307, "/elsewhere");
                    case "half-event" -> new Fault.HalfEvent(2);
                    case "big-headers" -> new Fault.OversizedHeaders(1 << 20);
                    case "bad-utf8" -> new Fault.InvalidUtf8();
                    case "long-length" -> new Fault.ContentLengthLie(10);
                    case "short-length" -> new Fault.ContentLengthLie(-10);
                    default -> null;
                });
    }

    private static Answer slow(Duration eventDelay, String count, ChatCall call) {
        int events = Integer.parseInt(count);
        String text =
                IntStream.rangeClosed(1, events).mapToObj(MagicWords::tick).collect(Collectors.joining());
        Answer answer = Answer.text(text).streamed(Streaming.every(eventDelay).pieceLength(TICK_LENGTH));
        return call.streaming() ? answer : answer.with(Fault.delay(eventDelay.multipliedBy(events)));
    }

    private static String tick(int number) {
        return String.format("%-" + TICK_LENGTH + "s", "tick " + number);
    }

    private static Answer tools(ChatCall call, int most) {
        Part[] calls =
                call.tools().stream().limit(most).map(MagicWords::toolCall).toArray(Part[]::new);
        return calls.length == 0 ? Answer.text("The request offers no tool.") : Answer.of(calls);
    }

    private static Part toolCall(ToolOffer tool) {
        String arguments = tool.freeText() ? "text" : Json.text(JsonSamples.of(object(tool)));
        return new Part.ToolCall(null, tool.name(), arguments, SIGNATURE);
    }

    private static JsonNode object(ToolOffer tool) {
        return tool.schema().isEmpty() ? Json.object().put("type", "object") : tool.schema();
    }
}
