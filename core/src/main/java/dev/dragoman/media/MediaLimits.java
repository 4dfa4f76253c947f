package dev.dragoman.media;

import java.time.Duration;

/**
 * How much may be fetched for one request.
 *
 * @param maxItemBytes the largest single file
 * @param maxTotalBytes all files of a request together
 * @param maxItems the number of files
 * @param timeout how long the fetching may take, redirects and bodies included
 */
public record MediaLimits(int maxItemBytes, long maxTotalBytes, int maxItems, Duration timeout) {

    /** 50 MiB a file, 100 MiB and 100 files a request, 30 s. */
    public static final MediaLimits DEFAULTS = new MediaLimits(50 << 20, 100L << 20, 100, Duration.ofSeconds(30));
}
