package dev.dragoman.gateway.deployment;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Cooldowns;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Fallbacks;
import dev.dragoman.routing.ServiceSource;
import dev.dragoman.routing.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes the way of a call as far as it can be gone without asking anybody. */
final class DryRun {

    private final Supplier<ModelTable> models;
    private final Screens screens;
    private final Cooldowns cooldowns;
    private final Dialect openai;
    private final LongSupplier nanoClock;

    DryRun(Supplier<ModelTable> models, Screens screens, Cooldowns cooldowns, Dialect openai, LongSupplier nanoClock) {
        this.models = models;
        this.screens = screens;
        this.cooldowns = cooldowns;
        this.openai = openai;
        this.nanoClock = nanoClock;
    }

    /**
     * How a call would go.
     *
     * @param stops the groups it would come to, in order: the one that is asked for, then those that stand by
     * @param nanos when, on the scale of the router's clock
     */
    record Way(Call call, List<Stop> stops, long nanos) {}

    /**
     * One group.
     *
     * @param refused why none of it could be asked; null when some could
     */
    record Stop(Passed passed, @Nullable LlmException refused) {}

    /**
     * The way of a request.
     *
     * @param json a body as of a chat completion, with an optional {@code call_type}
     * @throws BadRequestException when it is none, or asks for a model that nobody offers
     */
    Way of(byte[] json, Headers headers, Caller caller, String id) {
        ModelTable table = models.get();
        Call call = call(json, headers, caller, id);
        String forced = table.settings().general().completionModel();
        String name = forced == null ? call.model() : forced;
        if (table.find(name, caller.admin()).isEmpty()) {
            throw RouteStep.unknown(name);
        }
        List<Stop> stops = new ArrayList<>();
        for (Fallbacks.Target target : targets(call, name, table.settings())) {
            List<Deployment> group = table.find(target.model(), caller.admin());
            if (!group.isEmpty()) {
                stops.add(stop(call, target, group, table));
            }
        }
        return new Way(call, stops, nanoClock.getAsLong());
    }

    private Stop stop(Call call, Fallbacks.Target target, List<Deployment> group, ModelTable table) {
        Passed passed =
                new Passed(target.model(), group, table.settings().router().strategy(), 0);
        try {
            Source source = call.source().changed(target.changes());
            List<Deployment> able = RouteStep.able(group, source.operation());
            passed.keeps(screens.keep(able, call, source, table, passed), cooldowns.among(group));
            return new Stop(passed, null);
        } catch (LlmException refused) {
            passed.keeps(List.of(), cooldowns.among(group));
            return new Stop(passed, refused);
        }
    }

    /** The group itself, and those that stand by for it on any failure, and for these in turn. */
    private static List<Fallbacks.Target> targets(Call call, String name, Settings settings) {
        Fallbacks fallbacks = call.options()
                .fallbacks()
                .over(name, settings.router().resilience().fallbacks());
        List<Fallbacks.Target> targets = new ArrayList<>(List.of(Fallbacks.Target.of(name)));
        Set<String> known = new LinkedHashSet<>(List.of(name));
        LlmException any = new InternalServerException("any failure");
        for (int i = 0; i < targets.size() && i <= fallbacks.most(); i++) {
            for (Fallbacks.Target next : fallbacks.standingBy(targets.get(i).model(), any)) {
                if (targets.size() <= fallbacks.most() && known.add(next.model())) {
                    targets.add(next);
                }
            }
        }
        return targets;
    }

    private Call call(byte[] json, Headers headers, Caller caller, String id) {
        JsonBody whole = parsed(json);
        String type = whole.string("call_type");
        if (type == null && !whole.isNull("call_type")) {
            throw invalid("call_type: not a text (expected: a name such as completion or embedding)", "call_type");
        }
        Operation operation = CallTypes.operation(type);
        CallOptions.Split split = CallOptions.split(whole.without("call_type"));
        JsonBody body = split.body();
        String model = body.string("model");
        if (model == null || model.isBlank()) {
            throw invalid("model: missing (expected: the name of a model; /v1/models lists them)", "model");
        }
        boolean stream = Boolean.TRUE.equals(body.bool("stream"));
        Source source = operation == Operation.CHAT
                ? new ChatSource(openai, body, stream)
                : new ServiceSource(operation, body, List.of(), stream);
        return new Call(
                id,
                "/route/explain",
                caller,
                model,
                source,
                split.options(),
                headers,
                new ReplyFrame(id, model, 0, false, false),
                nanoClock.getAsLong(),
                Cancellation.never());
    }

    private JsonBody parsed(byte[] json) {
        try {
            return JsonBody.parse(Slice.of(json), openai.watch());
        } catch (JsonSyntaxException wrong) {
            throw invalid("the request body is not valid JSON: " + wrong.getMessage(), null);
        }
    }

    private static BadRequestException invalid(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }

    /** The conversation as it would be counted. */
    static JsonObject conversation(Call call) {
        return call.source().body().toObject();
    }
}
