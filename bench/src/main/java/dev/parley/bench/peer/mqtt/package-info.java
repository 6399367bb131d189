/** MQTT 3.1.1: mosquitto. */
@NullMarked
package dev.parley.bench.peer.mqtt;

import org.jspecify.annotations.NullMarked;
