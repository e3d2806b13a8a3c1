package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.kit.toy.AddLater;
import org.postroom.kit.toy.CountHandler;
import org.postroom.kit.toy.TakeNameHandler;
import org.postroom.kit.toy.ToyOperations;

class HandlerRegistryTest {

  @Test
  void commandsWithoutHandlerAreListed() {
    HandlerRegistry registry =
        new HandlerRegistry(
            List.of(ToyOperations.COUNT, ToyOperations.TAKE_NAME),
            List.of(new CountHandler()),
            List.of());
    assertThat(registry.missing()).containsExactly("TakeName");
  }

  @Test
  void aDoubleHandlerStopsTheService() {
    assertThatThrownBy(
            () ->
                new HandlerRegistry(
                    List.of(ToyOperations.COUNT),
                    List.of(new CountHandler(), new CountHandler()),
                    List.of()))
        .hasMessageContaining("Count has two handlers");
    assertThatThrownBy(
            () ->
                new HandlerRegistry(
                    List.of(), List.of(), List.of(new AddLater.Handler(), new AddLater.Handler())))
        .hasMessageContaining("internal.AddLater has two handlers");
  }

  @Test
  void aForeignHandlerStopsTheService() {
    assertThatThrownBy(
            () ->
                new HandlerRegistry(
                    List.of(ToyOperations.COUNT), List.of(new TakeNameHandler()), List.of()))
        .hasMessageContaining("TakeName is no command of this context");
  }
}
