package dev.dragoman.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void percentilesAreOfTheSortedSamples() {
        Samples samples = new Samples();

        LongStream.rangeClosed(1, 2000).map(i -> (2001 - i) * 1000).forEach(samples::add);

        assertThat(samples.percentileMicros(50)).isEqualTo(1000);
        assertThat(samples.percentileMicros(99)).isEqualTo(1980);
        assertThat(samples.percentileMicros(100)).isEqualTo(2000);
    }

    @Test
    void withoutSamplesThereIsNoPercentile() {
        assertThat(new Samples().percentileMicros(50)).isNaN();
    }
}
