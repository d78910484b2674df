using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>Something that frames have shown of an exchange: an immutable value with all that it means.</summary>
internal interface IExchangeEvent
{
    /// <summary>The frame that shows it.</summary>
    StoredFrame Frame { get; }
}
