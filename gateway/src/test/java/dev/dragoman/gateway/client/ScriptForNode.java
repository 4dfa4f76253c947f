package dev.dragoman.gateway.client;

import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.Script;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the vendors say to the Node tests: the first word of the user's text tells what is wanted. */
final class ScriptForNode implements Script {

    private static final String LONG_TEXT = "and so on ".repeat(40);
    private static final Duration PACE = Duration.ofMillis(2);

    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    @Override
    public Answer answer(ChatCall call) {
        List<String> words = List.of(call.lastUserText().split(" "));
        return switch (words.getFirst()) {
            case "#weather" -> weather(call);
            case "#forecast" -> Answer.text(Forecast.OF_OSLO_IN_JSON);
            case "#error" -> Answer.error(ErrorKind.valueOf(words.get(1)));
            case "#limited-once" -> once(call, VendorError.rateLimited(Duration.ofSeconds(1)));
            case "#failed-once" -> once(call, VendorError.of(ErrorKind.SERVER_ERROR));
            case "#broken-off" ->
                Answer.text(LONG_TEXT).streamed(Streaming.BURST.failingAfter(6, VendorError.of(ErrorKind.OVERLOADED)));
            case "#cut" -> paced(new Fault.HalfEvent(6));
            case "#reset" -> paced(new Fault.ResetMidBody(1500));
            case "#silent" -> paced(new Fault.SilentAfter(3));
            case "#hang" -> Answer.fault(new Fault.HangBeforeHeaders());
            case "#endless" -> Answer.text("x ".repeat(50_000)).streamed(Streaming.every(Duration.ofMillis(20)));
            default -> Script.ECHO.answer(call);
        };
    }

    private static Answer weather(ChatCall call) {
        boolean told = call.request().text().contains("degrees");
        return told ? Answer.text("Rome is warmer") : Weather.twoCalls();
    }

    private Answer once(ChatCall call, VendorError error) {
        return heard.add(call.lastUserText()) ? Answer.error(error) : Answer.text("second try");
    }

    private static Answer paced(Fault fault) {
        return Answer.text(LONG_TEXT).streamed(Streaming.every(PACE)).with(fault);
    }
}
