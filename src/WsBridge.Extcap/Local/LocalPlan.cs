using WsBridge.Dot11;
using WsBridge.Extcap.Channels;

namespace WsBridge.Extcap.Local;

/// <summary>What is asked of the channels of an adapter.</summary>
/// <param name="Channels">The channels; none leaves it on its own, or follows the client over all that there are.</param>
/// <param name="Client">The client to follow; null for none.</param>
/// <param name="Patience">How long it is waited for where it was last heard.</param>
internal sealed record LocalPlan(ChannelPlan Channels, MacAddress? Client, TimeSpan Patience)
{
    /// <summary>Something is asked for that needs a radio.</summary>
    public bool NeedsRadio => Channels.Channels.Count > 0 || Client is not null;
}
