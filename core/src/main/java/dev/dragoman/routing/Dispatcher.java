package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.RelayedReply;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.media.MediaFetcher;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Served;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Credentials;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Performs every attempt for every vendor: write, quirks, address, sign, send, then read or stream. Thread-safe.
 */
public final class Dispatcher {

    private static final String JSON = "application/json";

    private final Line line;
    private final @Nullable MediaFetcher media;

    /**
     * A dispatcher.
     *
     * @param line reaches vendors
     * @param media fetches what vendors cannot read by themselves; null to leave addresses to them
     */
    public Dispatcher(Line line, @Nullable MediaFetcher media) {
        this.line = line;
        this.media = media;
    }

    /**
     * Asks one deployment.
     *
     * @throws LlmException when it does not answer
     * @throws UpstreamException of kind CANCELLED when the client has left
     */
    public CallAnswer ask(Source source, Deployment deployment, Attempt attempt) {
        return ask(source, deployment, attempt, media());
    }

    /** The media of a call that makes several attempts. */
    CallMedia media() {
        return new CallMedia(media);
    }

    /** One attempt of a call whose media are kept between attempts. */
    CallAnswer ask(Source source, Deployment deployment, Attempt attempt, CallMedia callMedia) {
        if (!deployment.offers(source.operation())) {
            throw Unoffered.by(List.of(deployment), source.operation());
        }
        try {
            return switch (source) {
                case ChatSource chat -> chat(chat, deployment, attempt, callMedia);
                case ServiceSource service -> new ServiceAttempt(service, deployment, attempt, line).answer();
                case CountSource count -> new CountAttempt(count, deployment, attempt, callMedia, line).answer();
                case RelaySource relay -> new RelayAttempt(relay, deployment, attempt, line).answer();
                case RealtimeSource session -> new RealtimeAttempt(session, deployment, attempt, line).answer();
            };
        } catch (UpstreamException | LlmException failure) {
            throw Breakage.of(failure, deployment);
        }
    }

    private CallAnswer chat(ChatSource source, Deployment deployment, Attempt attempt, CallMedia callMedia) {
        Composer.Composed composed = Composer.compose(source, deployment, attempt, callMedia);
        Credentials credentials = deployment.provider().credentials();
        UpstreamRequest request = credentials.sign(composed.request(), deployment.target(), line.tokens());
        long sent = line.nanos();
        UpstreamResponse response = line.send(request, deployment, attempt);
        return new Reception(response, source, deployment, attempt, composed, sent).answer();
    }

    /**
     * The request that a deployment would be sent, without sending anything; of several the first. Where its key would be
     * stands {@code hidden}; tokens and media that would have to be fetched are left out.
     *
     * @throws LlmException when the request cannot be made
     */
    public UpstreamRequest preview(Source source, Deployment deployment, Attempt attempt, String hidden) {
        if (!deployment.offers(source.operation())) {
            throw Unoffered.by(List.of(deployment), source.operation());
        }
        UpstreamRequest request = switch (source) {
            case ChatSource chat ->
                Composer.compose(chat, deployment, attempt, new CallMedia(null)).request();
            case ServiceSource service -> new ServiceAttempt(service, deployment, attempt, line).first();
            case CountSource count ->
                Composer.compose(count.chat(), deployment, attempt, new CallMedia(null))
                        .request();
            case RelaySource relay -> relay.request();
            case RealtimeSource session -> new RealtimeAttempt(session, deployment, attempt, line).unsigned();
        };
        return deployment.target().apiKey() == null
                ? request
                : deployment.provider().credentials().hidden(request, deployment.target(), hidden, line.tokens());
    }

    /** One vendor's response on its way to becoming an answer. */
    private final class Reception {

        private final UpstreamResponse response;
        private final ChatSource source;
        private final Deployment deployment;
        private final Attempt attempt;
        private final Composer.Composed composed;
        private final Dialect vendor;
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
            this.vendor = composed.vendor();
            this.sent = sent;
        }

        CallAnswer answer() {
            boolean handedOver = false;
            try {
                if (response.status() / 100 != 2) {
                    throw Refusals.of(response, deployment, vendor::readError);
                }
                CallAnswer answer = source.stream() ? streamed() : whole();
                handedOver = source.stream();
                return answer;
            } finally {
                if (!handedOver) {
                    response.close();
                }
            }
        }

        private CallAnswer whole() {
            byte[] bytes = response.readAll(line.maxReplyBytes());
            if (vendor.name().equals(source.dialect().name())) {
                RelayedReply relayed = vendor.relayReply(bytes, attempt.frame());
                Usage usage = vendor.usage(relayed.usage(), response.headers());
                return new CallAnswer.Whole(JSON, relayed.body(), usage, info());
            }
            ChatReply told = vendor.readReply(bytes);
            ChatReply reply = composed.names().told(told.with(vendor.usage(told.usage(), response.headers())));
            Body body = Body.of(source.dialect().writeReply(reply, attempt.frame()));
            return new CallAnswer.Whole(JSON, body, served(reply), info());
        }

        private static Usage served(ChatReply reply) {
            return reply.usage().serving(Served.by(reply.model()).as(reply.serviceTier()));
        }

        private CallAnswer streamed() {
            VendorStream stream = new VendorStream(
                    response,
                    framing().decoder(),
                    Transfers.between(vendor, source.dialect(), attempt.frame(), composed.names()),
                    failure -> Breakage.of(failure, deployment));
            stream.prime(attempt.timeouts().head());
            return new CallAnswer.Events(stream, info());
        }

        private EventFraming framing() {
            String type = response.headers().first("content-type");
            EventFraming framing = EventFraming.of(type);
            if (framing == null) {
                throw Refusals.noStream(response, type == null ? "" : type, deployment, vendor);
            }
            return framing;
        }

        private AnswerInfo info() {
            Headers vendorHeaders = response.headers();
            return new AnswerInfo(deployment, vendorHeaders, composed.dropped(), line.nanos() - sent);
        }
    }

    /** Where a deployment's own failure is told without a vendor's words. */
    static ErrorDetail detail(String message, Deployment deployment) {
        return ErrorDetail.of(message)
                .at(deployment.provider().name(), deployment.target().model());
    }
}
