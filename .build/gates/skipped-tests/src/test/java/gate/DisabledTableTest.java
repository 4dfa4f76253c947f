package gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DisabledTableTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Disabled("later")
    void isNegative(int value) {
        assertThat(value).isNegative();
    }
}
