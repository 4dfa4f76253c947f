package dev.dragoman.gateway.web.netty.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BodyBudgetTest {

    @Test
    void roomIsTakenAndGivenBack() {
        BodyBudget budget = new BodyBudget(100);

        assertThat(budget.take(60)).isTrue();
        budget.give(60);

        assertThat(budget.left()).isEqualTo(100);
    }

    @Test
    void moreThanThereIsIsRefusedAndCostsNothing() {
        BodyBudget budget = new BodyBudget(100);

        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(41)).isFalse();

        assertThat(budget.left()).isEqualTo(40);
    }
}
