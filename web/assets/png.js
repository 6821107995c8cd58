// Saves a drawing of the page as a PNG: its own SVG file, which has the title, the source and a white
// background, drawn on a canvas twice its size. Buttons show only where this runs.
(() => {
  'use strict';
  document.documentElement.classList.add('js');

  const loaded = (src) => new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the drawing could not be read'));
    image.src = src;
  });

  const save = async (button) => {
    const answer = await fetch(button.dataset.svg);
    if (!answer.ok) throw new Error(`the drawing was answered with ${answer.status}`);
    const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') || '');
    const image = await loaded('data:image/svg+xml;charset=utf-8,' + encodeURIComponent(await answer.text()));
    const canvas = document.createElement('canvas');
    canvas.width = 2 * image.naturalWidth;
    canvas.height = 2 * image.naturalHeight;
    const paper = canvas.getContext('2d');
    paper.fillStyle = '#fff'; // under edges that end between two points
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    const picture = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!picture) throw new Error('the picture is too large');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(picture);
    link.download = (name ? name[1].replace(/\.svg$/, '') : 'figure') + '.png';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // One listener for all: lists replace the main part of the page.
  document.addEventListener('click', async (event) => {
    const button = event.target instanceof Element && event.target.closest('button.png');
    if (!button || button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    try {
      await save(button);
    } catch {
      button.textContent = button.dataset.failed;
    }
    button.ariaBusy = null;
  });
})();
