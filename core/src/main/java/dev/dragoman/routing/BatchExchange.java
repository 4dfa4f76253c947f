package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ToolNames;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.JsonBody;
import dev.dragoman.media.MediaFetcher;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.VendorCall;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the lines of batches as vendors take them, and exchanges with vendors what batches need. Thread-safe. */
public final class BatchExchange {

    private final Line line;
    private final @Nullable MediaFetcher media;

    /**
     * An exchange.
     *
     * @param line reaches vendors
     * @param media fetches what vendors cannot read by themselves; null to leave addresses to them
     */
    public BatchExchange(Line line, @Nullable MediaFetcher media) {
        this.line = line;
        this.media = media;
    }

    /** Who is asked and answers: what signs requests, and what reads refusals. */
    public record Side(Credentials credentials, Function<VendorError, LlmException> errors) {}

    /**
     * A conversation as a deployment would be sent it now, without credentials.
     *
     * @param dialect the dialect that it is written in
     * @throws LlmException when it cannot be written
     */
    public UpstreamRequest written(JsonBody asked, Dialect dialect, Deployment deployment, Attempt attempt) {
        ChatSource source = new ChatSource(dialect, asked, false);
        Composer.Composed composed = Composer.compose(source, deployment, attempt, new CallMedia(media));
        if (composed.names() != ToolNames.AS_THEY_ARE) {
            throw new BadRequestException(ErrorDetail.of(
                            "tools: a name that the vendor does not take (expected: letters, digits, dashes and underscores,"
                                    + " for tools keep their names in a batch)")
                    .withType("invalid_request_error")
                    .withParam("tools"));
        }
        return composed.request();
    }

    /**
     * Asks, and reads the whole answer.
     *
     * @throws LlmException when the vendor refuses, or is not reached
     */
    public byte[] ask(VendorCall call, Side side, Deployment deployment, Attempt attempt) {
        try (UpstreamResponse response = open(call, side, deployment, attempt)) {
            return response.readAll(line.maxReplyBytes());
        } catch (UpstreamException broken) {
            throw Breakage.of(broken, deployment);
        }
    }

    /**
     * Asks; the caller reads the answer and closes it.
     *
     * @throws LlmException when the vendor refuses, or is not reached
     */
    public UpstreamResponse open(VendorCall call, Side side, Deployment deployment, Attempt attempt) {
        try {
            UpstreamRequest request = VendorCalls.request(call, deployment, attempt, false);
            UpstreamRequest signed = side.credentials().sign(request, deployment.target(), line.tokens());
            UpstreamResponse response = line.send(signed, deployment, attempt);
            if (response.status() / 100 == 2) {
                return response;
            }
            try (response) {
                throw Refusals.of(response, deployment, side.errors());
            }
        } catch (UpstreamException | LlmException failure) {
            throw Breakage.of(failure, deployment);
        }
    }

    /**
     * What a refusal of one line means.
     *
     * @param status the HTTP status that the vendor would have answered with
     */
    public static LlmException refusal(int status, byte[] body, Deployment deployment) {
        return deployment
                .provider()
                .dialect()
                .readError(new VendorError(
                        deployment.provider().name(), deployment.target().model(), status, Map.of(), body));
    }

    /** What a broken exchange means. */
    public static LlmException failure(UpstreamException broken, Deployment deployment) {
        return Breakage.of(broken, deployment);
    }
}
