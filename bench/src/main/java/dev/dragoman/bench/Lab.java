package dev.dragoman.bench;

import dev.dragoman.bench.load.Wrk;
import dev.dragoman.bench.subject.GatewayServer;
import dev.dragoman.bench.subject.GatewaySettings;
import dev.dragoman.bench.subject.MockServer;
import dev.dragoman.bench.subject.NginxServer;
import dev.dragoman.bench.subject.Place;
import dev.dragoman.bench.subject.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/** Where it all happens: the mock upstream and nginx run through the whole benchmark, gateways are started anew. */
final class Lab implements AutoCloseable {

    private final Place place;
    private final Effort effort;
    private final GatewaySettings gateway;
    private final MockServer mock;
    private final List<NginxServer> proxies = new ArrayList<>();

    Lab(Place place, Effort effort, GatewaySettings gateway) throws IOException {
        this.place = place;
        this.effort = effort;
        this.gateway = gateway;
        this.mock = MockServer.start(place);
        proxies.add(NginxServer.start(place, 1));
        proxies.add(NginxServer.start(place, 2));
    }

    Place place() {
        return place;
    }

    Effort effort() {
        return effort;
    }

    /** A fresh gateway that has answered one call of the model. */
    GatewayServer gateway(String model) throws IOException {
        return GatewayServer.start(place, gateway, model);
    }

    Subject direct() {
        return mock.subject();
    }

    List<Subject> proxies() {
        return proxies.stream().map(NginxServer::subject).toList();
    }

    /** The upstream itself, nginx with one and with two workers, and the gateway. */
    List<Subject> all(GatewayServer running) {
        List<Subject> all = new ArrayList<>();
        all.add(direct());
        all.addAll(proxies());
        all.add(running.subject());
        return all;
    }

    Wrk wrk() {
        return new Wrk(place.bench().resolve("wrk/post.lua"), Subject.AUTHORIZATION);
    }

    /**
     * Measures the subjects in turns, A B C, C B A, A B C, so that a drift of the machine hits all of them alike, and
     * keeps one reading of each.
     */
    <T> SequencedMap<Subject, T> inTurns(
            int rounds, List<Subject> subjects, Measurement<T> measurement, Function<List<T>, T> median)
            throws IOException, InterruptedException {
        SequencedMap<Subject, List<T>> readings = new LinkedHashMap<>();
        subjects.forEach(subject -> readings.put(subject, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            SequencedMap<Subject, List<T>> order = round % 2 == 0 ? readings : readings.reversed();
            for (Map.Entry<Subject, List<T>> turn : order.entrySet()) {
                T reading = measurement.of(turn.getKey());
                Progress.say("  " + turn.getKey().name() + ": " + reading);
                turn.getValue().add(reading);
            }
        }
        SequencedMap<Subject, T> medians = new LinkedHashMap<>();
        readings.forEach((subject, all) -> medians.put(subject, median.apply(all)));
        return medians;
    }

    /** One measurement of one subject. */
    @FunctionalInterface
    interface Measurement<T> {
        T of(Subject subject) throws IOException, InterruptedException;
    }

    @Override
    public void close() {
        proxies.forEach(NginxServer::close);
        mock.close();
    }
}
