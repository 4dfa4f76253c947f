package gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SoundTest {

    @Test
    void twoAndTwoAreFour() {
        assertThat(2 + 2).isEqualTo(4);
    }
}
