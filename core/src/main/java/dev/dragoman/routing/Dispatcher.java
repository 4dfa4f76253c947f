package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Body;
import dev.dragoman.http.DecodedResponse;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.media.MediaFetcher;
import dev.dragoman.model.ChatReply;
import dev.dragoman.provider.Tokens;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Performs every attempt for every vendor: write, quirks, address, sign, send, then read or stream. Thread-safe.
 */
public final class Dispatcher {

    private final Upstream network;
    private final Map<String, Upstream> local;
    private final Tokens tokens;
    private final LongSupplier nanoClock;
    private final int maxReplyBytes;
    private final @Nullable MediaFetcher media;

    /**
     * A dispatcher.
     *
     * @param network reaches vendors
     * @param local providers that live in this process, by name
     * @param tokens keeps fetched access tokens
     * @param nanoClock measures attempts
     * @param maxReplyBytes the longest whole answer to accept
     * @param media fetches what vendors cannot read by themselves; null to leave addresses to them
     */
    public Dispatcher(
            Upstream network,
            Map<String, Upstream> local,
            Tokens tokens,
            LongSupplier nanoClock,
            int maxReplyBytes,
            @Nullable MediaFetcher media) {
        this.network = network;
        this.local = Map.copyOf(local);
        this.tokens = tokens;
        this.nanoClock = nanoClock;
        this.maxReplyBytes = maxReplyBytes;
        this.media = media;
    }

    /**
     * Asks one deployment.
     *
     * @throws LlmException when it does not answer
     * @throws UpstreamException of kind CANCELLED when the client has left
     */
    public ChatAnswer chat(ChatSource source, Deployment deployment, Attempt attempt) {
        return chat(source, deployment, attempt, media());
    }

    /** The media of a call that makes several attempts. */
    CallMedia media() {
        return new CallMedia(media);
    }

    /** One attempt of a call whose media are kept between attempts. */
    ChatAnswer chat(ChatSource source, Deployment deployment, Attempt attempt, CallMedia callMedia) {
        Composer.Composed composed = Composer.compose(source, deployment, attempt, callMedia);
        try {
            UpstreamRequest request =
                    deployment.provider().credentials().sign(composed.request(), deployment.target(), tokens);
            long sent = nanoClock.getAsLong();
            UpstreamResponse response = send(request, deployment, attempt);
            Reception reception = new Reception(response, source, deployment, attempt, composed, sent);
            return reception.answer();
        } catch (UpstreamException | LlmException failure) {
            throw Breakage.of(failure, deployment);
        }
    }

    /**
     * The request that a deployment would be sent, without sending anything. Where its key would be stands {@code hidden};
     * tokens and media that would have to be fetched are left out.
     *
     * @throws LlmException when the request cannot be made
     */
    public UpstreamRequest preview(ChatSource source, Deployment deployment, Attempt attempt, String hidden) {
        UpstreamRequest request = Composer.compose(source, deployment, attempt, new CallMedia(null))
                .request();
        return deployment.target().apiKey() == null
                ? request
                : deployment.provider().credentials().hidden(request, deployment.target(), hidden, tokens);
    }

    private UpstreamResponse send(UpstreamRequest request, Deployment deployment, Attempt attempt) {
        Upstream upstream = local.getOrDefault(deployment.provider().name(), network);
        return DecodedResponse.of(upstream.send(request, attempt.timeouts(), attempt.cancellation()), maxReplyBytes);
    }

    /** One vendor's response on its way to becoming an answer. */
    private final class Reception {

        private final UpstreamResponse response;
        private final ChatSource source;
        private final Deployment deployment;
        private final Attempt attempt;
        private final Composer.Composed composed;
        private final long sent;

        Reception(
                UpstreamResponse response,
                ChatSource source,
                Deployment deployment,
                Attempt attempt,
                Composer.Composed composed,
                long sent) {
            this.response = response;
            this.source = source;
            this.deployment = deployment;
            this.attempt = attempt;
            this.composed = composed;
            this.sent = sent;
        }

        ChatAnswer answer() {
            boolean handedOver = false;
            try {
                if (response.status() / 100 != 2) {
                    throw Refusals.of(response, deployment);
                }
                ChatAnswer answer = source.stream() ? streamed() : whole();
                handedOver = source.stream();
                return answer;
            } finally {
                if (!handedOver) {
                    response.close();
                }
            }
        }

        private ChatAnswer whole() {
            byte[] bytes = response.readAll(maxReplyBytes);
            Dialect vendor = deployment.provider().dialect();
            if (vendor.name().equals(source.dialect().name())) {
                RelayedReply relayed = vendor.relayReply(bytes, attempt.frame());
                return new ChatAnswer.Whole(relayed.body(), relayed.usage(), info());
            }
            ChatReply reply = vendor.readReply(bytes);
            Body body = Body.of(source.dialect().writeReply(reply, attempt.frame()));
            return new ChatAnswer.Whole(body, reply.usage(), info());
        }

        private ChatAnswer streamed() {
            VendorStream stream = new VendorStream(
                    response,
                    framing().decoder(),
                    Transfers.between(deployment.provider().dialect(), source.dialect(), attempt.frame()),
                    failure -> Breakage.of(failure, deployment));
            stream.prime();
            return new ChatAnswer.Streamed(stream, info());
        }

        private EventFraming framing() {
            String type = response.headers().first("content-type");
            EventFraming framing = EventFraming.of(type);
            if (framing == null) {
                throw Refusals.noStream(response, type == null ? "" : type, deployment);
            }
            return framing;
        }

        private AnswerInfo info() {
            Headers vendorHeaders = response.headers();
            return new AnswerInfo(deployment, vendorHeaders, composed.dropped(), nanoClock.getAsLong() - sent);
        }
    }

    /** Where a deployment's own failure is told without a vendor's words. */
    static ErrorDetail detail(String message, Deployment deployment) {
        return ErrorDetail.of(message)
                .at(deployment.provider().name(), deployment.target().model());
    }
}
