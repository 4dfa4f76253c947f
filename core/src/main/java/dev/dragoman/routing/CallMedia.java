package dev.dragoman.routing;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.RemoteMedia;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Deadline;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonPaths;
import dev.dragoman.media.MediaException;
import dev.dragoman.media.MediaFetcher;
import dev.dragoman.media.Wanted;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media of one call by address; what was fetched for an attempt is not fetched again for the next. */
final class CallMedia {

    private static final int LONGEST_SHOWN = 255;

    private final @Nullable MediaFetcher fetcher;
    private final Map<MediaSource.Url, MediaSource.Base64> fetched = new HashMap<>(0);

    /** Media that the fetcher fetches; without one, addresses are left to vendors. */
    CallMedia(@Nullable MediaFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * The request with bytes in the place of the addresses that the vendor cannot read.
     *
     * @param asked what the client sent
     * @throws BadRequestException naming the address that cannot be fetched, and why
     */
    ChatRequest inlined(ChatRequest request, Dialect vendor, JsonBody asked, Attempt attempt) {
        if (fetcher == null) {
            return request;
        }
        Map<MediaSource.Url, MediaKind> needed = RemoteMedia.of(request, vendor);
        if (needed.isEmpty()) {
            return request;
        }
        fetch(fetcher, needed, vendor, asked, attempt);
        return RemoteMedia.replaced(request, bytes(needed.keySet()));
    }

    /** The same for a request that is already in the vendor's dialect and otherwise passes as it came. */
    JsonBody inlined(JsonBody asked, Dialect vendor, Attempt attempt) {
        if (fetcher == null) {
            return asked;
        }
        Map<MediaSource.Url, MediaKind> needed = vendor.addressesToReplace(asked);
        if (needed.isEmpty()) {
            return asked;
        }
        fetch(fetcher, needed, vendor, asked, attempt);
        return vendor.withBytes(asked, bytes(needed.keySet()));
    }

    private void fetch(
            MediaFetcher from,
            Map<MediaSource.Url, MediaKind> needed,
            Dialect vendor,
            JsonBody asked,
            Attempt attempt) {
        List<Wanted> missing = new ArrayList<>(needed.size());
        needed.forEach((source, kind) -> {
            if (!fetched.containsKey(source)) {
                missing.add(new Wanted(source, kind, type -> vendor.takes(kind, type)));
            }
        });
        if (missing.isEmpty()) {
            return;
        }
        try {
            Deadline end = attempt.timeouts().total().earlier(attempt.timeouts().head());
            fetched.putAll(from.fetch(missing, end, attempt.cancellation()));
        } catch (MediaException refused) {
            throw refusal(refused, asked);
        }
    }

    private Map<MediaSource.Url, MediaSource.Base64> bytes(Set<MediaSource.Url> needed) {
        Map<MediaSource.Url, MediaSource.Base64> bytes = new HashMap<>(fetched);
        bytes.keySet().retainAll(needed);
        return bytes;
    }

    private static BadRequestException refusal(MediaException refused, JsonBody asked) {
        String url = refused.source().url();
        String path = JsonPaths.of(asked, url);
        String where = path == null ? "messages" : path;
        return new BadRequestException(
                ErrorDetail.of(where + ": the media at " + shown(url) + " cannot be used: " + refused.getMessage())
                        .withType("invalid_request_error")
                        .withParam(where)
                        .withCode("invalid_media_url"),
                400,
                refused);
    }

    /** Scheme and host alone: the rest may hold a secret, as signed addresses do. */
    private static String shown(String url) {
        int from = url.indexOf("://") + 3;
        int end = from;
        while (end < url.length() && end < from + LONGEST_SHOWN && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(from, end);
        return url.substring(0, from) + authority.substring(authority.lastIndexOf('@') + 1);
    }
}
