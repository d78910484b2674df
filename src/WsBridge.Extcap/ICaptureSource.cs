using WsBridge.Extcap.Capturing;
using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap;

/// <summary>Something to capture from, as Wireshark lists it. Describing it touches neither hardware nor network.</summary>
public interface ICaptureSource
{
    /// <summary>What users type: <c>tshark -i NAME</c>.</summary>
    string Name { get; }

    /// <summary>What Wireshark shows beside the name.</summary>
    string Display { get; }

    /// <summary>Its options, in the order of the dialog.</summary>
    IReadOnlyList<SourceOption> Options { get; }

    /// <summary>The choices of an option that has a reload, as this machine has them now.</summary>
    /// <param name="asked">The option.</param>
    /// <param name="values">What is filled in so far.</param>
    /// <exception cref="SourceProblemException">They cannot be found out.</exception>
    IReadOnlyList<OptionValue> Reload(SourceOption asked, OptionValues values) => asked.Values;

    /// <summary>Checks the values and makes ready; nothing is captured yet.</summary>
    /// <exception cref="SourceProblemException">A value is wrong, or what it names is not there.</exception>
    ICapture Prepare(OptionValues values);
}

/// <summary>A capture that is ready to run.</summary>
public interface ICapture
{
    /// <summary>Captures until the source ends or the session is stopped. What it writes is whole blocks.</summary>
    /// <exception cref="SourceProblemException">The source cannot go on.</exception>
    void Run(CaptureSession session);
}
