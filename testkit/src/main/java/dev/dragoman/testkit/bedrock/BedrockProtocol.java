package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Script;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API at {@code https://bedrock-runtime.<region>.amazonaws.com}. */
public final class BedrockProtocol implements Protocol {

    /** The key pair of AWS's published examples. */
    public static final String ACCESS_KEY_ID = "AKIDEXAMPLE";

    /** Its secret half. */
    public static final String SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static final String MODEL = "/model/";
    private static final Header EVENTS = new Header("content-type", "application/vnd.amazon.eventstream");

    private final VendorSettings settings;
    private final Signatures signatures;
    private final BedrockReplies replies = new BedrockReplies();
    private final InvokeFaces faces;
    private final S3Buckets buckets;
    private final InvocationJobs jobs;

    /**
     * The API with these settings.
     *
     * @param prefix what was taken off the paths of requests before they come here; it is signed too
     */
    public BedrockProtocol(VendorSettings settings, String prefix) {
        this.settings = settings;
        this.faces = new InvokeFaces(replies);
        this.signatures = new Signatures(settings.clock(), "bedrock", prefix);
        this.buckets = new S3Buckets(settings.clock(), prefix);
        this.jobs = new InvocationJobs(buckets, this::inJob);
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        if (request.path().startsWith(S3Buckets.PATH)) {
            return new Received.Served(buckets.answer(request));
        }
        try {
            requireCaller(request);
            if (request.path().startsWith(InvocationJobs.PATH)) {
                return new Received.Served(jobs.answer(request));
            }
            return routed(request);
        } catch (BedrockRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        if (InvokeFaces.isInvoked(call)) {
            return counted(call, content, Reply.whole(200, BedrockErrors.headers(null), faces.whole(call, content)));
        }
        return Reply.whole(200, BedrockErrors.headers(null), Json.bytes(replies.whole(call, content)));
    }

    private static Reply counted(ChatCall call, Content content, Reply reply) {
        var usage = content.usageFor(call.size());
        return reply.withHeader("X-Amzn-Bedrock-Invocation-Latency", "512")
                .withHeader("X-Amzn-Bedrock-Input-Token-Count", Long.toString(usage.input()))
                .withHeader("X-Amzn-Bedrock-Output-Token-Count", Long.toString(usage.output()));
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        if (InvokeFaces.isInvoked(call)) {
            return new EventStream(List.of(EVENTS, BedrockErrors.REQUEST_ID), faces.events(call, content, streaming));
        }
        List<byte[]> events = replies.events(call, content, streaming).stream()
                .map(event -> EventFrames.event(event.name(), event.payload()))
                .toList();
        return new EventStream(List.of(EVENTS, BedrockErrors.REQUEST_ID), events);
    }

    @Override
    public Reply failure(VendorError error) {
        return BedrockErrors.reply(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return BedrockErrors.event(error);
    }

    /** The format knows none; an event of a kind that no client knows does no harm. */
    @Override
    public byte[] ping(ChatCall call) {
        return EventFrames.event("initial-response", Json.object());
    }

    /** What is said to a record of a job: its last words. */
    private Reply inJob(RecordedRequest job, String model, boolean converse, JsonNode input) {
        String path = MODEL + URLEncoder.encode(model, StandardCharsets.UTF_8) + (converse ? "/converse" : "/invoke");
        return switch (routed(job.passedOn(path, Json.bytes(input), List.of()))) {
            case Received.Asked(ChatCall call)
            when Script.ECHO.answer(call).matter() instanceof Content content -> whole(call, content);
            case Received.Asked(ChatCall call) -> throw BedrockRefusal.validation("nothing to say to " + call.model());
            case Received.Settled(Reply reply) -> reply;
            case Received.Served(Reply reply) -> reply;
        };
    }

    private void requireCaller(RecordedRequest request) {
        String authorization = request.header("authorization").orElse("");
        if (authorization.startsWith("Bearer ")) {
            if (!settings.accepts(authorization.substring("Bearer ".length()))) {
                throw BedrockRefusal.of(VendorError.of(ErrorKind.INVALID_KEY));
            }
            return;
        }
        if (authorization.isEmpty()) {
            throw BedrockRefusal.of(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        signatures.require(request, authorization);
    }

    private Received routed(RecordedRequest request) {
        String path = request.path();
        Reply invoked = invoked(request);
        if (invoked != null) {
            return new Received.Served(invoked);
        }
        if (path.startsWith(MODEL)
                && InvokeFaces.isPath(path)
                && request.method().equals("POST")) {
            return faces.receive(request, model(path));
        }
        boolean streaming = path.endsWith("/converse-stream");
        boolean counting = path.endsWith("/count-tokens");
        boolean known = path.startsWith(MODEL) && (streaming || counting || path.endsWith("/converse"));
        if (!known || !request.method().equals("POST")) {
            throw BedrockRefusal.of(404, "UnknownOperationException", "");
        }
        String model = model(path);
        if (counting) {
            return new Received.Settled(count(request, model));
        }
        JsonNode body = BedrockRules.checked(request);
        return new Received.Asked(BedrockRequests.call(request, body, model, streaming));
    }

    private String model(String path) {
        String encoded = path.substring(MODEL.length(), path.lastIndexOf('/'));
        if (encoded.indexOf('/') >= 0 || encoded.indexOf(':') >= 0) {
            throw BedrockRefusal.of(404, "UnknownOperationException", "");
        }
        String model = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        if (!settings.knows(model)) {
            throw BedrockRefusal.validation("The provided model identifier is invalid.");
        }
        return model;
    }

    /** What a model answers that holds no conversations; null when the request is for another. */
    private static @Nullable Reply invoked(RecordedRequest request) {
        String path = request.path();
        if (path.equals("/rerank") && request.method().equals("POST")) {
            return AgentRanking.answer(request);
        }
        if (!request.method().equals("POST") || !path.startsWith(MODEL) || !path.endsWith("/invoke")) {
            return null;
        }
        String encoded = path.substring(MODEL.length(), path.length() - "/invoke".length());
        String model = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        boolean single = encoded.indexOf('/') < 0 && encoded.indexOf(':') < 0;
        return single && BedrockInvocations.knows(model) ? BedrockInvocations.answer(model, request) : null;
    }

    /** Only Anthropic's models are counted, and only under their own names. */
    private static Reply count(RecordedRequest request, String model) {
        BedrockRules.checkedCount(request);
        if (!model.startsWith("anthropic.") || model.contains("uncounted")) {
            throw BedrockRefusal.validation("The provided model doesn't support counting tokens.");
        }
        ObjectNode counted = Json.object().put("inputTokens", TokenUsage.estimate(request.body().length));
        return Reply.whole(200, BedrockErrors.headers(null), Json.bytes(counted));
    }
}
