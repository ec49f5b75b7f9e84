package org.chengxin.gateway.proxy;

/** A service behind the gateway. */
public enum Destination {
    IDENTITY("identity-service", "who is who"),
    RECORD("record-service", "what is known"),
    REPAIR("repair-service", "dispute, correct, repair"),
    SHARING("sharing-service", "who may know, and who looked"),
    INCENTIVE("incentive-service", "what follows from it, good and bad, by law only"),
    EDUCATION("education-service", "what everyone should know");

    private final String serviceName;
    private final String purpose;

    Destination(String serviceName, String purpose) {
        this.serviceName = serviceName;
        this.purpose = purpose;
    }

    public String serviceName() {
        return serviceName;
    }

    public String purpose() {
        return purpose;
    }
}
