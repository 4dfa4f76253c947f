package dev.dragoman;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Upstream;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.Router;
import java.util.List;

/** The library at work: makes a call of each chat, has it answered, and tells how it ended. */
final class Interpreter implements Dragoman {

    private final Providers providers;
    private final Dialect openai;
    private final Calls calls;
    private final Turns turns;
    private final Reports reports;
    private final Upstream network;

    Interpreter(Providers providers, Dialect openai, Calls calls, Turns turns, Reports reports, Upstream network) {
        this.providers = providers;
        this.openai = openai;
        this.calls = calls;
        this.turns = turns;
        this.reports = reports;
        this.network = network;
    }

    @Override
    public Reply completion(Chat chat) {
        Call call = calls.of(chat, false, false);
        try {
            Router.Routed routed = turns.answer(call);
            Reply reply = Reply.of(Wholes.whole(routed.answer()).body().toBytes(), by(routed));
            reports.success(call, reply);
            return reply;
        } catch (LlmException failure) {
            reports.failure(call, null, failure);
            throw failure;
        }
    }

    @Override
    public ChatStream stream(Chat chat) {
        Call call = calls.of(chat, true, true);
        Router.Routed routed = begun(call);
        return new ChatStream(
                pull(routed, call), new Heard(openai, call.frame(), by(routed)), new Settlement(reports, call));
    }

    @Override
    public JsonStream streamJson(Chat chat) {
        Call call = calls.of(chat, true, false);
        Router.Routed routed = begun(call);
        AnsweredBy by = by(routed);
        return new JsonStream(
                pull(routed, call),
                by,
                reports.wanted() ? new Heard(openai, call.frame(), by) : null,
                new Settlement(reports, call));
    }

    @Override
    public <T> T ask(Ask<T> ask) {
        Call call = calls.of(ask);
        try {
            Router.Routed routed = turns.answer(call);
            T answer = ask.reading().read(routed.answer(), by(routed), call.cancellation());
            reports.success(call, usage(routed.answer()));
            return answer;
        } catch (LlmException failure) {
            reports.failure(call, null, failure);
            throw failure;
        }
    }

    @Override
    public List<String> supportedParameters(String model) {
        try {
            return providers.supportedParameters(model);
        } catch (IllegalArgumentException unknown) {
            throw new BadRequestException(
                    ErrorDetail.of(String.valueOf(unknown.getMessage()))
                            .withType("invalid_request_error")
                            .withParam("model"),
                    400,
                    unknown);
        }
    }

    @Override
    public void close() {
        network.close();
    }

    private Router.Routed begun(Call call) {
        try {
            return turns.answer(call);
        } catch (LlmException failure) {
            reports.failure(call, null, failure);
            throw failure;
        }
    }

    private static Usage usage(CallAnswer answer) {
        return switch (answer) {
            case CallAnswer.Whole whole -> whole.usage();
            case CallAnswer.Events events -> events.stream().usage();
            case CallAnswer.Bytes bytes -> bytes.stream().usage();
        };
    }

    private static Pull pull(Router.Routed routed, Call call) {
        if (routed.answer() instanceof CallAnswer.Events events) {
            return new Pull(events.stream(), call.cancellation());
        }
        throw new IllegalStateException("no events (expected: a streamed answer)");
    }

    private static AnsweredBy by(Router.Routed routed) {
        AnswerInfo info = routed.answer().info();
        Target target = info.deployment().target();
        return new AnsweredBy(
                info.deployment().provider().name(),
                target.model(),
                routed.retries(),
                info.dropped(),
                info.vendorHeaders());
    }
}
