package dev.dragoman.gateway.conversation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Remembers the answers that were used last, so many and so large together at most. */
public final class MemoryResponseStore implements ResponseStore {

    private final int most;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, StoredResponse> responses = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * A store.
     *
     * @param most how many answers are remembered
     * @param mostBytes how large they may be together
     */
    public MemoryResponseStore(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    @Override
    public void put(StoredResponse response) {
        if (response.size() > mostBytes) {
            return;
        }
        lock.lock();
        try {
            StoredResponse before = responses.put(response.id(), response);
            bytes += response.size() - (before == null ? 0 : before.size());
            Iterator<StoredResponse> oldest = responses.values().iterator();
            while (responses.size() > most || bytes > mostBytes) {
                bytes -= oldest.next().size();
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable StoredResponse find(String owner, String id) {
        lock.lock();
        try {
            StoredResponse found = responses.get(id);
            return found != null && found.owner().equals(owner) ? found : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean remove(String owner, String id) {
        lock.lock();
        try {
            StoredResponse found = responses.get(id);
            if (found == null || !found.owner().equals(owner)) {
                return false;
            }
            responses.remove(id);
            bytes -= found.size();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
