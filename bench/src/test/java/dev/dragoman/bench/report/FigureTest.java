package dev.dragoman.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void aFigureAtItsTargetIsMet() {
        assertThat(Figure.CPU_1_KB.verdict(2.2)).isEqualTo("met");
    }

    @Test
    void aFigureAboveItsTargetSaysByHowMuch() {
        assertThat(Figure.CPU_1_KB.verdict(3.3)).isEqualTo("**missed** by 50 %");
    }

    @Test
    void aSingleLostEventMissesTheTarget() {
        assertThat(Figure.STREAMS_FAULTS.verdict(1)).isEqualTo("**missed**");
    }

    @Test
    void aFigureThatCouldNotBeMeasuredIsNotMet() {
        assertThat(Figure.ADDED_P50.verdict(Double.NaN)).isEqualTo("**not measured**");
    }
}
