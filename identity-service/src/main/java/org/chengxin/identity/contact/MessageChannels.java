package org.chengxin.identity.contact;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All channels of the platform; one that is not there is like one that is off. */
@Component
class MessageChannels {

    private final Map<Channel, MessageChannel> all = new EnumMap<>(Channel.class);

    MessageChannels(List<MessageChannel> channels) {
        channels.forEach(channel -> all.put(channel.channel(), channel));
    }

    boolean isOn(Channel channel) {
        var found = all.get(channel);
        return found != null && found.isOn();
    }

    Handover send(ContactAddress to, Message message) {
        var channel = all.get(to.channel());
        return channel == null || !channel.isOn() ? new Handover.Later("channel-off") : channel.send(to, message);
    }
}
