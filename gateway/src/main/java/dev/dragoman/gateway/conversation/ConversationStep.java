package dev.dragoman.gateway.conversation;

import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.ChatSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets Responses go on with earlier ones, and remembers them where the vendor does not. */
public final class ConversationStep implements Step {

    private static final String PREVIOUS = "previous_response_id";
    private static final String INPUT = "input";

    private final ResponseStore store;
    private final ResponseIds ids;
    private final Offers offers;

    /**
     * A step.
     *
     * @param store what is remembered here
     * @param offers which deployments there are
     */
    public ConversationStep(ResponseStore store, ResponseIds ids, Offers offers) {
        this.store = store;
        this.ids = ids;
        this.offers = offers;
    }

    /** Which deployments there are. */
    @FunctionalInterface
    public interface Offers {

        /** A name by which that one of the deployments behind a model's public name is asked; null when it is none of them. */
        @Nullable
        String nameOf(String model, String deployment);
    }

    @Override
    public Answered handle(Call call, Next next) {
        if (!(call.source() instanceof ChatSource source)
                || !source.dialect().name().equals(ResponsesDialect.NAME)) {
            return next.proceed(call);
        }
        return answered(call, source, next.proceed(continued(call, source)));
    }

    private Call continued(Call call, ChatSource source) {
        String previous = previous(source.body());
        if (previous == null) {
            return call;
        }
        ResponseIds.AtVendor answer = ResponseIds.read(previous);
        return answer == null ? here(call, source, previous) : atVendor(call, source, previous, answer);
    }

    private static @Nullable String previous(JsonBody body) {
        if (body.isNull(PREVIOUS)) {
            return null;
        }
        String previous = body.string(PREVIOUS);
        if (previous == null) {
            throw Missing.notAnId(PREVIOUS);
        }
        return previous;
    }

    /** The vendor remembers the answer; only the deployment that gave it can go on with it. */
    private Call atVendor(Call call, ChatSource source, String previous, ResponseIds.AtVendor answer) {
        if (!ids.isOf(call.caller(), answer)) {
            throw Missing.previous(previous);
        }
        String name = offers.nameOf(call.model(), answer.deployment());
        if (name == null) {
            throw Missing.elsewhere(previous, call.model());
        }
        return with(call, source, source.body().with(PREVIOUS, new JsonString(answer.id())), name);
    }

    /** All that was said before goes into the request. */
    private Call here(Call call, ChatSource source, String previous) {
        List<JsonValue> items = new ArrayList<>(new Earlier(store, call.caller().keyHash()).items(previous));
        JsonValue input = source.body().isNull(INPUT) ? null : source.body().value(INPUT);
        items.addAll(InputItems.of(input, seed(call)).items());
        JsonBody body = source.body().without(PREVIOUS).with(INPUT, new JsonArray(items));
        // What is watched for may stand in the items that came in now.
        Slice whole = Slice.of(body.toBody().toBytes());
        return with(call, source, JsonBody.parse(whole, source.dialect().watch()), call.model());
    }

    private static Call with(Call call, ChatSource source, JsonBody body, String model) {
        return call.of(model).asking(new ChatSource(source.dialect(), body, source.stream()));
    }

    private static String seed(Call call) {
        return call.id();
    }

    private Answered answered(Call call, ChatSource source, Answered answered) {
        Keeper keeper = new Keeper(
                store, ids, call, source.body(), answered.answer().info().deployment());
        return switch (answered.answer()) {
            case CallAnswer.Whole whole ->
                answered.with(new CallAnswer.Whole(
                        whole.contentType(), keeper.whole(whole.body()), whole.usage(), whole.info()));
            case CallAnswer.Events events ->
                answered.with(new CallAnswer.Events(new KeptStream(events.stream(), keeper), events.info()));
            case CallAnswer.Bytes bytes -> answered;
        };
    }
}
