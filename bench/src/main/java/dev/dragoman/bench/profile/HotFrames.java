package dev.dragoman.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** The methods of a flight recording by how many CPU-time samples found them running. Not thread-safe. */
public final class HotFrames {

    private final Map<String, Integer> onTop = new HashMap<>();
    private final Map<String, Integer> anywhere = new HashMap<>();
    private int samples;

    /** The samples of the recording. */
    public static HotFrames read(Path recording) throws IOException {
        HotFrames frames = new HotFrames();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                frames.take(file.readEvent());
            }
        }
        return frames;
    }

    private void take(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        if (!event.getEventType().getName().equals("jdk.CPUTimeSample") || stack == null) {
            return;
        }
        samples++;
        List<RecordedFrame> frames = stack.getFrames();
        onTop.merge(name(frames.getFirst()), 1, Integer::sum);
        Set<String> seen = new HashSet<>();
        for (RecordedFrame frame : frames) {
            if (seen.add(name(frame))) {
                anywhere.merge(name(frame), 1, Integer::sum);
            }
        }
    }

    private static String name(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        return method.getType().getName() + "." + method.getName();
    }

    /** How many samples there are. */
    public int samples() {
        return samples;
    }

    /** The methods that were themselves running, the hottest first. */
    public List<Share> running(int count) {
        return hottest(onTop, "", count);
    }

    /** The methods of our own that were running or had called what was running, the hottest first. */
    public List<Share> ours(int count) {
        return hottest(anywhere, "dev.dragoman.", count);
    }

    private List<Share> hottest(Map<String, Integer> counts, String prefix, int count) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(count)
                .map(entry -> new Share(entry.getKey(), 100.0 * entry.getValue() / samples))
                .toList();
    }
}
