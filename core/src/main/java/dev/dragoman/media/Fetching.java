package dev.dragoman.media;

import dev.dragoman.http.Cancellation;
import dev.dragoman.model.MediaSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The fetching of all media of one request: several at a time, and the first that fails ends it. */
final class Fetching {

    private static final int AT_ONCE = 16;

    private final Queue<Wanted> waiting;
    private final int workers;
    private final Download download;
    private final Cancellation all;
    private final Map<MediaSource.Url, MediaSource.Base64> fetched = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Fetching(List<Wanted> wanted, Download download, Cancellation all) {
        this.waiting = new ConcurrentLinkedQueue<>(wanted);
        this.workers = Math.min(AT_ONCE, wanted.size());
        this.download = download;
        this.all = all;
    }

    Map<MediaSource.Url, MediaSource.Base64> run() {
        if (workers == 1) {
            work();
        } else {
            workAtOnce();
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return fetched;
    }

    private void workAtOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < workers; i++) {
                threads.execute(this::work);
            }
        }
    }

    private void work() {
        for (Wanted next = waiting.poll(); next != null && failure.get() == null; next = waiting.poll()) {
            try {
                fetched.put(next.source(), fetched(next));
            } catch (RuntimeException failed) {
                failure.compareAndSet(null, failed);
                all.cancel();
            }
        }
    }

    private MediaSource.Base64 fetched(Wanted wanted) {
        try {
            return download.of(wanted);
        } catch (Refused refused) {
            throw new MediaException(wanted.source(), refused.reason(), refused);
        }
    }
}
