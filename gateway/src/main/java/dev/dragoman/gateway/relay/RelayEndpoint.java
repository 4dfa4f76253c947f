package dev.dragoman.gateway.relay;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.RelaySource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands requests on to a vendor as they are, with the operator's credentials in place of the client's. */
final class RelayEndpoint implements Endpoint {

    /** A caller that nobody asked for a key. */
    private static final Caller ANYBODY = new Caller("", "anybody", false);

    private final Dialect dialect;
    private final String name;
    private final Aim aim;
    private final Manner manner;
    private final Pipeline pipeline;

    /**
     * An endpoint.
     *
     * @param dialect in which clients expect the gateway's own errors
     * @param name what the calls are called in reports
     */
    RelayEndpoint(Dialect dialect, String name, Aim aim, Manner manner, Pipeline pipeline) {
        this.dialect = dialect;
        this.name = name;
        this.aim = aim;
        this.manner = manner;
        this.pipeline = pipeline;
    }

    /**
     * What passes.
     *
     * @param keyHeader the header field in which clients may send their key; null for none
     * @param fields whether the client's header fields pass; else those only that say so
     * @param added fields of every request, before the client's
     * @param hidden parameters of the query that are meant for the gateway
     * @param timeout until an answer must begin; null for the usual one
     * @param counted whether answers tell usage that their requests caused
     */
    record Manner(
            @Nullable String keyHeader,
            boolean fields,
            Headers added,
            List<String> hidden,
            boolean counted,
            @Nullable Duration timeout) {

        Manner {
            hidden = List.copyOf(hidden);
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        Exchange exchange = request.exchange();
        pass(request, asked(exchange, rest(request)));
    }

    /** Hands on what was asked. */
    void pass(Request request, Asked asked) {
        Exchange exchange = request.exchange();
        RelayAnswer answer = new RelayAnswer(exchange, request.id());
        try {
            answer.write(pipeline.handle(call(request, asked, source(asked, goal(asked), answer))));
        } catch (LlmException failure) {
            if (!answer.passedRefusal()) {
                throw failure;
            }
        }
    }

    /** What a client wants, by what it sent. */
    Asked asked(Exchange exchange, String path) {
        return new Asked(
                exchange.method(),
                RawPath.checked(path),
                Queries.without(exchange.query(), manner.hidden()),
                exchange.headers(),
                exchange.body(),
                json(exchange));
    }

    private Aim.Goal goal(Asked asked) {
        try {
            return aim.of(asked);
        } catch (IllegalArgumentException wrong) {
            throw new BadRequestException(
                    ErrorDetail.of(name + " cannot be reached: " + wrong.getMessage())
                            .withType("invalid_request_error"),
                    400,
                    wrong);
        }
    }

    private RelaySource source(Asked asked, Aim.Goal goal, RelayAnswer answer) {
        Headers.Builder fields = goal.headers().toBuilder();
        Headers client = Fields.toVendor(asked.headers(), manner.keyHeader(), manner.fields())
                .build();
        client.forEach((field, value) -> fields.remove(field));
        client.forEach(fields::add);
        if (!manner.fields() && asked.headers().contains("content-type")) {
            fields.set("content-type", String.valueOf(asked.headers().first("content-type")));
        }
        manner.added().forEach(fields::set);
        Body body = asked.body().length == 0 ? Body.EMPTY : Body.of(asked.body());
        return new RelaySource(
                goal.deployment(),
                new UpstreamRequest(asked.method(), goal.origin(), goal.target(), fields.build(), body),
                dialect,
                asked.members(),
                manner.counted() && asked.method().equals("POST"),
                manner.timeout(),
                answer.of(goal.deployment()));
    }

    private Call call(Request request, Asked asked, RelaySource source) {
        Exchange exchange = request.exchange();
        Caller caller = request.caller();
        return new Call(
                        request.id(),
                        request.route().pattern(),
                        caller == null ? ANYBODY : caller,
                        name,
                        source,
                        CallOptions.split(JsonBody.of(JsonObject.EMPTY)).options(),
                        asked.headers(),
                        new ReplyFrame(request.id(), name, 0, true, false),
                        exchange.receivedNanos(),
                        exchange.cancellation())
                .from(request.client());
    }

    /** What follows the fixed part of the route's path. */
    private static String rest(Request request) {
        String pattern = request.route().pattern();
        int variable = pattern.indexOf("/{");
        String path = request.exchange().path();
        return path.substring(variable < 0 ? Math.min(pattern.length(), path.length()) : variable);
    }

    private static @Nullable JsonBody json(Exchange exchange) {
        String type = exchange.headers().first("content-type");
        if (type == null || !type.contains("json") || exchange.body().length == 0) {
            return null;
        }
        try {
            return JsonBody.parse(exchange.body());
        } catch (JsonSyntaxException theVendorsToTell) {
            return null;
        }
    }
}
