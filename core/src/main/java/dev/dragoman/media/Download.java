package dev.dragoman.media;

import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.DecodedResponse;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.model.MediaSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fetching of one medium, redirects included. */
final class Download {

    private static final int MAX_REDIRECTS = 5;

    // Some large sites refuse callers that do not say who they are.
    private static final Headers HEADERS = Headers.of(
            "user-agent", "Dragoman (fetches media that are sent to a language model)",
            "accept", "*/*",
            "accept-encoding", "identity");

    private final Upstream network;
    private final Timeouts timeouts;
    private final Cancellation cancellation;
    private final ByteBudget budget;
    private final int maxBytes;

    Download(Upstream network, Timeouts timeouts, Cancellation cancellation, ByteBudget budget, int maxBytes) {
        this.network = network;
        this.timeouts = timeouts;
        this.cancellation = cancellation;
        this.budget = budget;
        this.maxBytes = maxBytes;
    }

    /**
     * Fetches the medium.
     *
     * @throws UpstreamException of kind CANCELLED when it is not wanted any more
     */
    MediaSource.Base64 of(Wanted wanted) throws Refused {
        MediaAddress address = MediaAddress.parse(wanted.source().url());
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            try (UpstreamResponse response = get(address)) {
                String location = redirect(response);
                if (location == null) {
                    return read(response, wanted);
                }
                address = address.redirected(location);
            } catch (UpstreamException broken) {
                throw refusal(broken, redirects > 0);
            }
        }
        throw new Refused("it redirects more than " + MAX_REDIRECTS + " times");
    }

    private UpstreamResponse get(MediaAddress address) {
        UpstreamRequest request = new UpstreamRequest("GET", address.origin(), address.target(), HEADERS, Body.EMPTY);
        return DecodedResponse.of(network.send(request, timeouts, cancellation), maxBytes);
    }

    private static @Nullable String redirect(UpstreamResponse response) throws Refused {
        return switch (response.status()) {
            case 200 -> null;
            case 301, 302, 303, 307, 308 -> {
                String location = response.headers().first("location");
                if (location == null) {
                    throw new Refused("it redirects to nowhere");
                }
                yield location;
            }
            default -> throw new Refused("the server answered with status " + response.status() + " (expected: 200)");
        };
    }

    private MediaSource.Base64 read(UpstreamResponse response, Wanted wanted) throws Refused {
        byte[] file = bytes(response);
        String type = ContentType.of(
                file,
                response.headers().first("content-type"),
                wanted.source().mediaType(),
                wanted.source().url());
        if (type == null) {
            throw new Refused("its media type cannot be told (expected: a content-type for " + words(wanted) + ")");
        }
        if (!wanted.taken().test(type)) {
            throw new Refused("it is of type " + type + " (expected: " + words(wanted) + " that the model takes)");
        }
        return new MediaSource.Base64(type, Base64.getEncoder().encodeToString(file));
    }

    private static String words(Wanted wanted) {
        return wanted.kind().words();
    }

    private byte[] bytes(UpstreamResponse response) throws Refused {
        checkAnnounced(response);
        List<Slice> pieces = new ArrayList<>();
        long length = 0;
        for (Slice piece = response.read(); piece != null; piece = response.read()) {
            length += piece.length();
            if (length > maxBytes) {
                throw tooLarge(null);
            }
            budget.take(piece.length());
            pieces.add(piece);
        }
        if (pieces.isEmpty()) {
            throw new Refused("it is empty");
        }
        return new Body(pieces).toBytes();
    }

    /** A file that says itself that it is too large is not read at all. */
    private void checkAnnounced(UpstreamResponse response) throws Refused {
        String length = response.headers().first("content-length");
        if (length != null && isMore(length)) {
            throw tooLarge(null);
        }
    }

    private boolean isMore(String length) {
        boolean digits = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && (length.length() > 18 || Long.parseLong(length) > maxBytes);
    }

    private Refused tooLarge(@Nullable Throwable cause) {
        return new Refused("it is larger than " + maxBytes + " bytes", cause);
    }

    private Refused refusal(UpstreamException broken, boolean redirected) {
        String who = redirected ? "the server that it redirects to " : "the server ";
        return switch (broken.kind()) {
            case CANCELLED -> throw broken;
            case FORBIDDEN ->
                new Refused(
                        (redirected ? "it redirects to a host whose address" : "its address")
                                + " is not public (expected: a public one, or a host listed in user_url_allowed_hosts)",
                        broken);
            case CONNECT -> new Refused(who + "cannot be connected to", broken);
            case HEAD_TIMEOUT, IDLE_TIMEOUT, TOTAL_TIMEOUT -> new Refused(who + "took too long to answer", broken);
            case RESET, PROTOCOL -> new Refused(who + "broke off or gave no proper answer", broken);
            case TOO_LARGE -> tooLarge(broken);
        };
    }
}
