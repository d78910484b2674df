using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap.Control;

/// <summary>
/// The channels of a capture that runs, as Wireshark's toolbar shows and changes them. It is asked about once a second and told what the
/// user chooses, both on a thread of the toolbar.
/// </summary>
public interface IChannelControl
{
    /// <summary>What can be chosen, such as 36 shown as "36 (5180 MHz)"; it does not change while the capture runs.</summary>
    IReadOnlyList<OptionValue> Choices { get; }

    /// <summary>The value of the choice that holds now; null when none does, or while hopping.</summary>
    string? Current { get; }

    /// <summary>Whether it goes from channel to channel; null when it cannot.</summary>
    bool? IsHopping { get; }

    /// <summary>Stays on the channel of this choice.</summary>
    /// <exception cref="SourceProblemException">It cannot; the sentence goes into the toolbar's log.</exception>
    void Choose(string value);

    /// <summary>Goes from channel to channel, or stays on the one that it is on.</summary>
    /// <exception cref="SourceProblemException">It cannot; the sentence goes into the toolbar's log.</exception>
    void SetHopping(bool hopping);
}
