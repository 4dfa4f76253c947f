package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.anthropic.AnthropicProtocol;
import dev.dragoman.testkit.anthropic.AnthropicRules;
import dev.dragoman.testkit.compatible.CompatibleProtocol;
import dev.dragoman.testkit.gemini.GeminiProtocol;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.vendor.Script;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The API at {@code https://aiplatform.googleapis.com}: a front end that checks path and token, and the publishers' own
 * interfaces behind it.
 */
public final class VertexProtocol implements Protocol {

    private static final String TOKEN_PATH = "/token";

    private static final String METADATA_PATH = "/computeMetadata/v1/";

    private final VendorSettings settings;
    private final ServiceAccount account = new ServiceAccount();
    private final TokenDesk tokens;
    private final GeminiProtocol gemini;
    private final AnthropicProtocol claude;
    private final CompatibleProtocol open;
    private final CloudBuckets buckets = new CloudBuckets();
    private final PredictionJobs jobs = new PredictionJobs(buckets, this::inJob);

    /** The API with these settings. */
    public VertexProtocol(VendorSettings settings) {
        this.settings = settings;
        tokens = new TokenDesk(settings, account);
        gemini = new GeminiProtocol(settings);
        claude = new AnthropicProtocol(settings, AnthropicRules.STRICT);
        open = new CompatibleProtocol(settings);
    }

    /**
     * Credentials of a service account that tokens are given to.
     *
     * @param server scheme, host and port of this API
     */
    public String credentials(String server) {
        return account.credentials(server + TOKEN_PATH);
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public Received receive(RecordedRequest request) {
        try {
            if (request.path().equals(TOKEN_PATH)) {
                return new Received.Settled(tokens.token(request));
            }
            if (request.path().startsWith(METADATA_PATH)) {
                return new Received.Settled(
                        tokens.metadata(request, request.path().substring(METADATA_PATH.length())));
            }
            return passedOn(request);
        } catch (VertexRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        return behind(call.request()).whole(call, content);
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        return behind(call.request()).stream(call, content, streaming);
    }

    @Override
    public Reply failure(VendorError error) {
        return gemini.failure(error);
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        return behind(call.request()).failureEvent(call, error);
    }

    @Override
    public byte[] ping(ChatCall call) {
        return behind(call.request()).ping(call);
    }

    private Received passedOn(RecordedRequest request) {
        if (request.path().endsWith("/rankingConfigs/default_ranking_config:rank")) {
            requireKey(request, false);
            return new Received.Served(Ranking.answer(request));
        }
        if (CloudBuckets.serves(request.path())) {
            requireKey(request, false);
            return new Received.Served(buckets.answer(request));
        }
        if (PredictionJobs.serves(request.path())) {
            requireKey(request, false);
            return new Received.Served(jobs.answer(request));
        }
        VertexPath path = VertexPath.of(request);
        requireToken(request, path);
        if (Predictions.serves(path)) {
            return new Received.Served(Predictions.answer(request, path));
        }
        RecordedRequest inner = path.isClaude() ? ClaudeFace.inner(request, path) : GoogleFace.inner(request, path);
        return behind(inner).receive(inner);
    }

    /** What is said to a line of a job: its last words, or why it cannot be answered. */
    private Reply inJob(RecordedRequest job, String path, JsonNode request) {
        return switch (receive(job.passedOn(path, Json.bytes(request), List.of()))) {
            case Received.Asked(ChatCall call) ->
                Script.ECHO.answer(call).matter() instanceof Content content
                        ? whole(call, content)
                        : failure(VendorError.of(ErrorKind.SERVER_ERROR));
            case Received.Settled(Reply reply) -> reply;
            case Received.Served(Reply reply) -> reply;
        };
    }

    /** A key of the express mode is good for addresses without a project. */
    private void requireToken(RecordedRequest request, VertexPath path) {
        requireKey(request, path.isExpress());
    }

    private void requireKey(RecordedRequest request, boolean isExpress) {
        String scheme = "Bearer ";
        String key = request.header("authorization")
                .filter(value -> value.startsWith(scheme))
                .map(value -> value.substring(scheme.length()))
                .or(() -> request.header("x-goog-api-key").filter(express -> isExpress))
                .orElse("");
        if (key.isEmpty() || !settings.accepts(key)) {
            throw VertexRefusal.of(
                    401,
                    "UNAUTHENTICATED",
                    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                            + " valid authentication credential.");
        }
    }

    private Protocol behind(RecordedRequest inner) {
        if (inner.path().startsWith("/v1/messages")) {
            return claude;
        }
        return inner.path().endsWith("/chat/completions") ? open : gemini;
    }
}
