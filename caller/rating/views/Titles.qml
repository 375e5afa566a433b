import QtQuick
import Look

// The question in both languages.
Column {
    id: titles
    readonly property var view: screen.view
    spacing: 2
    Name {
        objectName: "title"
        width: parent.width; text: titles.view.title.first; size: 52; smallest: 26; mostLines: 1; align: Text.AlignHCenter
    }
    Words {
        width: parent.width; horizontalAlignment: Text.AlignHCenter
        text: titles.view.title.second; size: 25; color: Theme.ink2; lines: 1.3; elide: Text.ElideRight
    }
}
