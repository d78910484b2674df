namespace WsBridge.Sdk;

/// <summary>Chooses the frames that an analyzer asked for, and fills in what they were chosen by.</summary>
public sealed class InterestSelector(FrameInterest interest)
{
    private readonly FrameSelector _dot11 = new(interest);

    /// <summary>Frames were left out that were not asked about.</summary>
    public void Skip() => _dot11.Skip();

    /// <summary>Whether the analyzer gets this frame.</summary>
    /// <param name="frame">The frame, as it was captured.</param>
    /// <param name="chosen">The same with <see cref="Frame.Matched"/> and <see cref="Frame.Payload"/>.</param>
    public bool Wants(in Frame frame, out Frame chosen)
    {
        bool wanted = _dot11.Wants(frame);
        chosen = frame;
        if (!wanted && interest.Claims.Count + interest.Traffic.Count > 0)
        {
            IpTraffic traffic = IpTraffic.Of(frame, FrameSelector.MacOffset(frame.LinkType, frame.Octets));
            wanted = Matches(interest.Claims, traffic, frame, ref chosen) || Matches(interest.Traffic, traffic, frame, ref chosen);
        }

        return wanted;
    }

    private static bool Matches(IReadOnlyList<Traffic> asked, in IpTraffic traffic, in Frame frame, ref Frame chosen)
    {
        for (int i = 0; i < asked.Count; i++)
        {
            if (traffic.Is(asked[i], frame.LinkType, out int start))
            {
                int end = asked[i].Kind is TrafficKind.IpProtocol or TrafficKind.UdpPort or TrafficKind.TcpPort
                    ? traffic.End
                    : frame.Octets.Length;
                chosen = new Frame
                {
                    Id = frame.Id,
                    TimeMicroseconds = frame.TimeMicroseconds,
                    LinkType = frame.LinkType,
                    Octets = frame.Octets,
                    OriginalLength = frame.OriginalLength,
                    Matched = asked[i],
                    Payload = asked[i].Kind == TrafficKind.Everything ? [] : frame.Octets[start..Math.Max(start, end)],
                    PayloadOffset = start,
                };
                return true;
            }
        }

        return false;
    }
}
