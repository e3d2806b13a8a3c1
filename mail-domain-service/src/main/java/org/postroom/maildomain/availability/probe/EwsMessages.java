package org.postroom.maildomain.availability.probe;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.postroom.maildomain.availability.model.TestVerdict;

/** The SOAP messages of GetUserAvailability. */
final class EwsMessages {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String EXCHANGE = "http://schemas.microsoft.com/exchange/services/2006/";
  private static final String MESSAGES = EXCHANGE + "messages";
  private static final String ERRORS = EXCHANGE + "errors";

  /** The operation, as the SOAPAction header names it. */
  static final String ACTION = MESSAGES + "/GetUserAvailability";

  private static final String REQUEST =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <soap:Envelope xmlns:soap="%s" xmlns:m="%s" xmlns:t="%s">
        <soap:Header><t:RequestServerVersion Version="Exchange2010"/></soap:Header>
        <soap:Body>
          <m:GetUserAvailabilityRequest>
            <t:TimeZone>
              <t:Bias>0</t:Bias>
              <t:StandardTime>
                <t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>1</t:DayOrder>
                <t:Month>11</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek>
              </t:StandardTime>
              <t:DaylightTime>
                <t:Bias>0</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>2</t:DayOrder>
                <t:Month>3</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek>
              </t:DaylightTime>
            </t:TimeZone>
            <m:MailboxDataArray>
              <t:MailboxData>
                <t:Email><t:Address>%s</t:Address></t:Email>
                <t:AttendeeType>Required</t:AttendeeType>
                <t:ExcludeConflicts>false</t:ExcludeConflicts>
              </t:MailboxData>
            </m:MailboxDataArray>
            <t:FreeBusyViewOptions>
              <t:TimeWindow>
                <t:StartTime>%s</t:StartTime><t:EndTime>%s</t:EndTime>
              </t:TimeWindow>
              <t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes>
              <t:RequestedView>FreeBusy</t:RequestedView>
            </t:FreeBusyViewOptions>
          </m:GetUserAvailabilityRequest>
        </soap:Body>
      </soap:Envelope>
      """;

  private EwsMessages() {}

  /** Asks for the availability of a mailbox in the day that begins now. */
  static String request(String mailbox, Instant now) {
    Instant from = now.truncatedTo(ChronoUnit.HOURS);
    return REQUEST.formatted(
        SOAP, MESSAGES, EXCHANGE + "types", escaped(mailbox), from, from.plus(Duration.ofDays(1)));
  }

  /**
   * What an answer means: a response, whatever it says of the mailbox, shows that the user is in; a
   * fault of Exchange that he is not. Empty when Exchange did not write it.
   */
  static Optional<TestVerdict> judge(byte[] answer) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(answer));
      if (xml.nextTag() != XMLStreamConstants.START_ELEMENT || !isAt(xml, SOAP, "Envelope")) {
        return Optional.empty();
      }
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        if (isAt(xml, MESSAGES, "GetUserAvailabilityResponse")) {
          return Optional.of(TestVerdict.PASSED);
        }
        if (isAt(xml, ERRORS, "ResponseCode")) {
          return Optional.of(refused(xml.getElementText()));
        }
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }

  /** The code is one of Exchange's; anything else is not repeated. */
  private static TestVerdict refused(String code) {
    return TestVerdict.failed(
        code.matches("Error[A-Za-z]{1,80}")
            ? "Exchange refuses the request: " + code
            : "Exchange refuses the request");
  }

  private static boolean isAt(XMLStreamReader xml, String namespace, String name) {
    return name.equals(xml.getLocalName()) && namespace.equals(xml.getNamespaceURI());
  }

  private static String escaped(String text) {
    StringBuilder xml = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '&' -> xml.append("&amp;");
        default -> xml.append(c < ' ' ? ' ' : c);
      }
    }
    return xml.toString();
  }
}
