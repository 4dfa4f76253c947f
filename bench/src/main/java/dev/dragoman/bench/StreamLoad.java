package dev.dragoman.bench;

import dev.dragoman.bench.load.ChatBodies;
import dev.dragoman.bench.load.StreamPlan;
import dev.dragoman.bench.mock.Scenario;
import dev.dragoman.bench.subject.Subject;
import java.time.Duration;

/**
 * Streams of one kind.
 *
 * @param title what the tables call it
 * @param prefix what stands before the scenario in the model's name
 * @param connections how many streams are open at once
 * @param rampSeconds over what time they are opened
 * @param repeatSeconds how long ended streams are followed by others; 0 for one stream each
 */
record StreamLoad(
        String title, String prefix, Scenario.Stream scenario, int connections, int rampSeconds, int repeatSeconds) {

    private static final int REQUEST_BYTES = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    StreamLoad repeating(int seconds) {
        return new StreamLoad(title, prefix, scenario, connections, rampSeconds, seconds);
    }

    boolean repeats() {
        return repeatSeconds > 0;
    }

    String model() {
        return prefix + scenario.segment();
    }

    StreamPlan plan(Subject subject) {
        byte[] body = ChatBodies.of(REQUEST_BYTES, model(), true);
        return new StreamPlan(
                subject.port(),
                subject.request(subject.kind() == Subject.Kind.GATEWAY ? model() : scenario.segment(), body),
                connections,
                scenario.events(),
                Duration.ofSeconds(rampSeconds),
                Duration.ofSeconds(repeatSeconds),
                PATIENCE);
    }
}
