using System.Buffers.Binary;
using WsBridge.Sdk;

namespace DhcpAfterRoam;

/// <summary>One capture: the last roam of each client.</summary>
internal sealed class DhcpAfterRoamSession(IAnnotationSink sink) : IAnalyzerSession
{
    private const long SlowMicroseconds = 1_000_000;
    private const long AsksWithinMicroseconds = 30_000_000; // what a client asks later is not about the roam
    private const int MostClients = 16_384; // whoever transmits chooses the addresses
    private const byte IsAssociationResponse = 0x10;
    private const byte IsReassociationResponse = 0x30;
    private readonly Dictionary<ulong, Roam> _roams = [];

    /// <inheritdoc/>
    public void OnFrame(in Frame frame)
    {
        if (frame.Matched is not null)
        {
            if (DhcpMessage.TryRead(frame.Payload, out DhcpMessage message))
            {
                OnDhcp(frame, message);
            }
        }
        else
        {
            OnDot11(frame);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void OnDot11(in Frame frame)
    {
        int mac = frame.MacHeaderAt;
        if (mac < 0 || frame.Octets.Length < mac + 28)
        {
            return;
        }

        ReadOnlySpan<byte> octets = frame.Octets[mac..];
        ulong address1 = BinaryPrimitives.ReadUInt64BigEndian(octets[2..]) & 0xFFFF_FFFF_FFFF;
        ulong address2 = BinaryPrimitives.ReadUInt64BigEndian(octets[8..]) & 0xFFFF_FFFF_FFFF;
        if (octets[0] is IsAssociationResponse or IsReassociationResponse)
        {
            bool isSuccess = BinaryPrimitives.ReadUInt16LittleEndian(octets[26..]) == 0;
            if (isSuccess)
            {
                Begin(address1, frame);
            }
        }
        else
        {
            bool isToAp = (octets[1] & 1) != 0;
            Continue(isToAp ? address2 : address1, frame); // EAPOL: the roam has not ended yet
        }
    }

    private void Begin(ulong client, in Frame frame)
    {
        if (_roams.Count >= MostClients)
        {
            _roams.Clear();
        }

        _roams[client] = new Roam { Frame = frame.Id, Time = frame.TimeMicroseconds };
    }

    private void Continue(ulong client, in Frame frame)
    {
        // A handshake after the client has asked for its address is one that renews keys.
        if (_roams.TryGetValue(client, out Roam? roam) && roam is { IsOver: false, Asked: null })
        {
            roam.Frame = frame.Id;
            roam.Time = frame.TimeMicroseconds;
        }
    }

    private void OnDhcp(in Frame frame, DhcpMessage message)
    {
        if (!_roams.TryGetValue(message.Client, out Roam? roam) || roam.IsOver)
        {
            return;
        }

        long since = frame.TimeMicroseconds - roam.Time;
        switch (message.Type)
        {
            case DhcpType.Discover or DhcpType.Request when roam.Asked is null:
                roam.Asked = frame.TimeMicroseconds;
                roam.IsOver = message.IsRenewal || since is < 0 or > AsksWithinMicroseconds;
                break;
            case DhcpType.Nak when roam.Asked is not null:
                sink.Annotate(frame.Id, new Annotation.FieldLine(Declared.RoamFrame, AnnotationValue.Of(roam.Frame))
                {
                    Children = [new Annotation.ExpertLine(Declared.Refused, Declared.Refused.Summary)],
                });
                break;
            case DhcpType.Ack when roam.Asked is { } asked:
                roam.IsOver = true;
                Acknowledged(frame.Id, roam, since, asked - roam.Time);
                break;
        }
    }

    private void Acknowledged(long frame, Roam roam, long since, long asked)
    {
        var lines = new List<Annotation>
        {
            new Annotation.FieldLine(Declared.Asked, Span(asked)),
            new Annotation.FieldLine(Declared.RoamFrame, AnnotationValue.Of(roam.Frame)),
        };
        if (since > SlowMicroseconds)
        {
            lines.Insert(0, new Annotation.ExpertLine(Declared.Slow, string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"The client has its address {since / 1e6:0.000} s after its roam; it asked after {asked / 1e6:0.000} s")));
        }

        sink.Annotate(frame, new Annotation.FieldLine(Declared.Time, Span(since)) { Children = lines });
    }

    private static AnnotationValue Span(long microseconds) => AnnotationValue.Of(TimeSpan.FromMicroseconds(microseconds));
}
