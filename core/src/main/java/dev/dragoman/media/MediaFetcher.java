package dev.dragoman.media;

import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Timeouts;
import dev.dragoman.http.Upstream;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.model.MediaSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Fetches the media of requests, all of one request at once. Thread-safe. */
public final class MediaFetcher {

    private final Upstream network;
    private final MediaLimits limits;
    private final LongSupplier nanoClock;

    /**
     * A fetcher.
     *
     * @param network reaches only what callers may reach; see {@link AddressGuard}
     * @param nanoClock the scale of deadlines
     */
    public MediaFetcher(Upstream network, MediaLimits limits, LongSupplier nanoClock) {
        this.network = network;
        this.limits = limits;
        this.nanoClock = nanoClock;
    }

    /**
     * Fetches them all.
     *
     * @param wanted what to fetch, each address once
     * @param deadline when all must be there; the fetcher's own limit counts as well
     * @param cancellation tells that nobody waits any more
     * @throws MediaException for the first that cannot be had
     * @throws UpstreamException of kind CANCELLED when the call was given up
     */
    public Map<MediaSource.Url, MediaSource.Base64> fetch(
            List<Wanted> wanted, Deadline deadline, Cancellation cancellation) {
        if (wanted.size() > limits.maxItems()) {
            throw new MediaException(
                    wanted.getLast().source(),
                    wanted.size() + " media by address (expected: at most " + limits.maxItems() + ")",
                    null);
        }
        Deadline end = Deadline.after(limits.timeout(), nanoClock.getAsLong()).earlier(deadline);
        Cancellation all = new Cancellation();
        try (Cancellation.Registration _ = cancellation.onCancel(all::cancel)) {
            Download download = new Download(
                    network, Timeouts.total(end), all, new ByteBudget(limits.maxTotalBytes()), limits.maxItemBytes());
            return new Fetching(wanted, download, all).run();
        }
    }
}
