package dev.dragoman.gateway.web.netty;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Netty's leak detector, which remembers what it found; installed by a system property of the test run. */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {

    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();

    /** Called by Netty. */
    public LeakRecorder(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    /** Called by Netty, which looks for this form although it no longer uses the last argument. */
    public LeakRecorder(Class<?> resourceType, int samplingInterval, long unused) {
        this(resourceType, samplingInterval);
    }

    /** What was lost so far. */
    static List<String> reports() {
        return REPORTS;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        REPORTS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        REPORTS.add(resourceType);
    }
}
