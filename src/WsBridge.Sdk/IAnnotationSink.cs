namespace WsBridge.Sdk;

/// <summary>Where an analyzer says what it found.</summary>
public interface IAnnotationSink
{
    /// <summary>
    /// Puts a line under the analyzer's subtree of a frame: the current one, or an earlier one, where it shows on every later pass
    /// (Wireshark's window, <c>tshark -2</c>).
    /// </summary>
    /// <param name="frameId"><see cref="Frame.Id"/> of the frame.</param>
    /// <param name="annotation">The line, with those below it.</param>
    void Annotate(long frameId, Annotation annotation);

    /// <summary>
    /// Somebody may look at what is said. False where nobody ever will, as where tshark prints only a line for each frame: annotations are
    /// dropped then, and need not be made. It can become false and never true again. For the built-in analysis: plugins are heard always.
    /// </summary>
    bool HasViewer => true;
}
