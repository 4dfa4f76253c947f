package dev.dragoman.gateway.realtime;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Failures;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.endpoint.Version;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.HandshakeException;
import dev.dragoman.gateway.web.WebSocketOffer;
import dev.dragoman.gateway.web.WebSocketTerms;
import dev.dragoman.http.Headers;
import dev.dragoman.http.WebSocketUpstream;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.ByteStream;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.RealtimeSource;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Sessions of voice and text over WebSocket: the client's upgrade is answered once a vendor's session stands. */
public final class RealtimeEndpoint implements Endpoint {

    /** OpenAI takes 15 MiB of sound in one event. */
    private static final int MAX_MESSAGE_BYTES = 16 << 20;

    /** Parameters by which clients name the model, to the gateway or to Azure; the vendor's address has its own. */
    private static final Set<String> OWN_PARAMETERS = Set.of("model", "deployment", "api-version", "api-key");

    private static final List<String> PASSED_FIELDS = List.of("openai-safety-identifier");
    private static final int UPGRADE_REQUIRED = 426;

    private final Dialect dialect;
    private final ErrorEvents errors;
    private final Pipeline pipeline;
    private final SessionCosts costs;
    private final WebSocketUpstream sockets;

    /**
     * An endpoint.
     *
     * @param dialect words errors
     * @param pipeline the rooms that a session passes as one call
     * @param costs charges what it consumes while it goes on
     * @param sockets reaches vendors
     */
    public RealtimeEndpoint(Dialect dialect, Pipeline pipeline, SessionCosts costs, WebSocketUpstream sockets) {
        this.dialect = dialect;
        this.errors = new ErrorEvents(dialect);
        this.pipeline = pipeline;
        this.costs = costs;
        this.sockets = sockets;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Headers credentials(Headers sent) {
        return Subprotocols.credentials(sent);
    }

    @Override
    public void handle(Request request) {
        try {
            new Opening(request).relay();
        } catch (LlmException failure) {
            Failures.answer(request.exchange(), failure, errors.of(failure, request.id()), request.id());
        }
    }

    /** One client's wish for a session. */
    private final class Opening implements RealtimeSource.Reception {

        private final Request request;
        private final Exchange exchange;
        private final WebSocketOffer offer;
        private final String model;
        private final RealtimeSource source;
        private final Call call;
        private @Nullable VendorEvents events;

        Opening(Request request) {
            this.request = request;
            this.exchange = request.exchange();
            this.offer = offer(exchange);
            this.model = model(request);
            this.source = new RealtimeSource(
                    Operation.REALTIME,
                    passedQuery(exchange.query()),
                    passedFields(exchange.headers()),
                    sockets,
                    new WebSocketUpstream.Terms(List.of(), MAX_MESSAGE_BYTES),
                    this);
            this.call = call(request, model, source);
        }

        @Override
        public ByteStream opened(WebSocketUpstream.Opening.Opened session, AnswerInfo info) {
            SessionModel names =
                    new SessionModel(model, info.deployment().target().model());
            SessionCharges charges = new SessionCharges(call, source, costs, info.deployment());
            VendorEvents opened = new VendorEvents(session.socket(), names, charges, info.deployment());
            events = opened;
            return opened;
        }

        void relay() {
            Answered answered = pipeline.handle(call);
            VendorEvents opened = events;
            if (!(answered.answer() instanceof dev.dragoman.routing.CallAnswer.Bytes bytes) || opened == null) {
                throw new IllegalStateException("a session is a stream of messages, not " + answered.answer());
            }
            try (ByteStream stream = bytes.stream()) {
                WebSocketTerms terms = new WebSocketTerms(
                        Subprotocols.chosen(offer.protocols()), MAX_MESSAGE_BYTES, headers(answered));
                new SessionRelay(exchange.accept(terms), opened, failure -> errors.of(failure, request.id()))
                        .run(stream);
            }
        }

        private Headers headers(Answered answered) {
            return Headers.builder()
                    .add("x-litellm-call-id", request.id())
                    .add("x-litellm-version", Version.CURRENT)
                    .add(
                            "x-litellm-model-id",
                            answered.answer().info().deployment().id())
                    .add("x-litellm-model-group", model)
                    .add("x-litellm-attempted-retries", Integer.toString(answered.retries()))
                    .build();
        }
    }

    private static Call call(Request request, String model, RealtimeSource source) {
        Exchange exchange = request.exchange();
        return new Call(
                        request.id(),
                        request.route().pattern(),
                        request.requiredCaller(),
                        model,
                        source,
                        CallOptions.split(JsonBody.of(JsonObject.EMPTY)).options(),
                        exchange.headers(),
                        new ReplyFrame(request.id(), model, 0, true, false),
                        exchange.receivedNanos(),
                        exchange.cancellation())
                .from(request.client());
    }

    private static WebSocketOffer offer(Exchange exchange) {
        try {
            return exchange.webSocketOffer();
        } catch (HandshakeException refused) {
            ErrorDetail detail = ErrorDetail.of(String.valueOf(refused.getMessage()))
                    .withType("invalid_request_error")
                    .withCode("websocket_required");
            throw refused.status() == UPGRADE_REQUIRED
                    ? new ApiException(detail, UPGRADE_REQUIRED, null)
                    : new BadRequestException(detail.withCode("bad_handshake"));
        }
    }

    private static String model(Request request) {
        String model = request.query("model");
        String named = model == null ? request.query("deployment") : model;
        if (named == null || named.isBlank()) {
            throw new BadRequestException(
                    ErrorDetail.of("model: missing in the query (expected: ?model= and the name of a model with"
                                    + " realtime; /v1/models lists the models)")
                            .withType("invalid_request_error")
                            .withParam("model")
                            .withCode("missing_model"));
        }
        return named;
    }

    private static String passedQuery(String query) {
        StringJoiner passed = new StringJoiner("&");
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (!name.isEmpty() && !OWN_PARAMETERS.contains(name)) {
                passed.add(parameter);
            }
        }
        return passed.toString();
    }

    private static Headers passedFields(Headers sent) {
        Headers.Builder passed = Headers.builder();
        String beta = Subprotocols.beta(sent);
        if (beta != null) {
            passed.set("openai-beta", beta);
        }
        for (String name : PASSED_FIELDS) {
            String value = sent.first(name);
            if (value != null) {
                passed.set(name, value);
            }
        }
        return passed.build();
    }
}
